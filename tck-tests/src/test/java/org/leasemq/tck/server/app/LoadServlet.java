package org.leasemq.tck.server.app;

import jakarta.ejb.EJB;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.sql.SQLException;

/**
 * POST of {@code group} and {@code first}: sends {@link #BATCH} numbers from there to the group, in
 * one transaction. GET of {@code group}: the numbers that were booked, in their order. Any thread.
 */
@WebServlet("/load")
public class LoadServlet extends HttpServlet {

  /** How many numbers one request sends. */
  public static final int BATCH = 5;

  @Serial private static final long serialVersionUID = 1L;

  @EJB private transient Gateway gateway;
  @EJB private transient Database database;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    gateway.sendNumbers(
        LoadBean.QUEUE,
        request.getParameter("group"),
        Integer.parseInt(request.getParameter("first")),
        BATCH);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      response.setContentType("text/plain");
      for (String number : database.texts(request.getParameter("group"))) {
        response.getWriter().println(number);
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }
}
