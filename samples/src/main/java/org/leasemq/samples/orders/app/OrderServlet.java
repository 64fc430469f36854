package org.leasemq.samples.orders.app;

import jakarta.ejb.EJB;
import jakarta.jms.JMSException;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.sql.SQLException;
import org.leasemq.samples.orders.Order;

/**
 * The application's door: POST takes lines of orders and answers 204 when they are stored; GET says
 * how many orders are booked, how many are dead letters, and how many transactions are prepared at
 * the moment, as {@code booked,dead,prepared}. Safe for any thread.
 */
@WebServlet("/lines")
public class OrderServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  @EJB
  @SuppressWarnings("NullAway.Init")
  private transient Gateway gateway;

  @EJB
  @SuppressWarnings("NullAway.Init")
  private transient OrderBook book;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    gateway.accept(request.getReader().lines().map(Order::parse).toList());
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      response.setContentType("text/plain");
      response.getWriter().print(book.size() + "," + gateway.deadLetters() + "," + book.inDoubt());
    } catch (SQLException | JMSException e) {
      throw new ServletException(e);
    }
  }
}
