package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leasemq.selector.SelectorAssertions.assertRefused;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no selector: Jakarta Messaging 3.1, section 3.8.1.1. */
class SelectorSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=TEST 'test'",
        "a =",
        "= 1",
        "a 1",
        "a = 1 AND",
        "AND a",
        "a = 1 OR OR b",
        "NOT",
        "()",
        "(a = 1",
        "a = 1)",
        "a == 1",
        "a != 1",
        "a = 1;",
        "a = 1 -- a comment",
        "a = 1 /* comment */",
        "a = b = c",
        "1 < a < 3",
        "a = \"x\"",
        "a = 'x",
        "a = 'it's'",
        "a & b",
        "a = ?",
        "a = {x}",
        "a.b = 1",
        "a IS",
        "a IS 1",
        "a IS NOT",
        "a IS TRUE",
        "a NOT NULL",
        "a NOT = 1",
        "a NOT",
        "a ! = 1",
        "a BETWEEN",
        "a BETWEEN 1",
        "a BETWEEN 1 AND",
        "a BETWEEN 1 OR 2",
        "BETWEEN 1 AND 2",
        "a IN",
        "a IN ()",
        "a IN 'x'",
        "a IN ('x'",
        "a IN ('x',)",
        "a IN (,'x')",
        "a IN ('x' 'y')",
        "a LIKE",
        "a LIKE 'x' ESCAPE",
        "a ESCAPE 'x'",
        "LIKE 'x'",
        "abs(a) = 1",
        "a < > 1",
        "a > = 1",
        "a +",
        "a + 1 -",
        "a * * 2 = 1",
        "1a = 1",
        "#a = 1",
        "a\u00a0= 1",
        "a\u000b= 1",
        "a = NULL"
      })
  @DisplayName("'Providers are required to verify the syntactic correctness of a message selector'")
  void syntax(String selector) {
    assertRefused(selector);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE"
      })
  @DisplayName("'Identifiers cannot be the names NULL, TRUE, or FALSE ... or ESCAPE'")
  void keywordsAsIdentifiers(String keyword) {
    assertRefused(keyword + " IS NULL");
    assertRefused(keyword.toLowerCase(java.util.Locale.ROOT) + " IN ('x')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JMSDestination",
        "JMSReplyTo",
        "JMSExpiration",
        "JMSRedelivered",
        "JMSDeliveryTime",
        "JMS",
        "JMSFoo"
      })
  @DisplayName(
      "'Message header field references are restricted to JMSDeliveryMode, ... and JMSType'")
  void headerFields(String name) {
    SelectorSyntaxException mistake = assertRefused("a = 1 AND " + name + " = 'x'");
    assertEquals(10, mistake.offset());
    assertTrue(mistake.getMessage().contains(name), mistake.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "'x'",
        "a + 1",
        "-a",
        "1 AND TRUE",
        "TRUE OR 'x'",
        "NOT 1",
        "NOT (a * 2)",
        "(1)"
      })
  @DisplayName("'Conditional expressions are composed of themselves, comparison operations, ...'")
  void notConditions(String selector) {
    assertRefused(selector);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a + 'x' = 1",
        "'1' * 2 = 2",
        "-'1' = 1",
        "+TRUE = 1",
        "1 - TRUE = 0",
        "a + (b = 1) = 2",
        "-(a AND b) = 1"
      })
  @DisplayName(
      "'Arithmetic expressions are composed of ... identifiers with numeric values, and numeric literals'")
  void notNumbers(String selector) {
    assertRefused(selector);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a' < 'b'",
        "a < 'b'",
        "'a' >= a",
        "a > TRUE",
        "FALSE <= a",
        "(a = 1) < 2",
        "a BETWEEN 'a' AND 'b'",
        "'a' BETWEEN a AND b",
        "a BETWEEN 1 AND TRUE",
        "TRUE NOT BETWEEN 1 AND 2"
      })
  @DisplayName("'String and Boolean comparison is restricted to = and <>.'")
  void notOrdered(String selector) {
    assertRefused(selector);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x' IN ('x')", "1 IN ('1')", "a + 1 IN ('1')", "a IN (1)", "a IN (b)", "a IN (TRUE)",
            "a IN ('x', NULL)",
        "'x' LIKE 'x'", "1 LIKE '1'", "a LIKE b", "a LIKE 1", "a LIKE NULL", "a LIKE 'x' ESCAPE 1",
            "1 IS NULL",
        "'x' IS NOT NULL", "TRUE IS NULL", "(a = 1) IS NULL", "-a IS NULL"
      })
  @DisplayName(
      "'identifier [NOT] IN (string-literal1, ...)', 'identifier [NOT] LIKE', 'identifier IS NULL'")
  void operandsOfWordOperators(String selector) {
    assertRefused(selector);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a LIKE 'x' ESCAPE ''",
        "a LIKE 'x' ESCAPE '!!'",
        "a LIKE 'x!' ESCAPE '!'",
        "a LIKE '!x' ESCAPE '!'",
        "a LIKE '!!!' ESCAPE '!'"
      })
  @DisplayName("'The optional escape-character is a single-character string literal'")
  void escapes(String selector) {
    assertRefused(selector);
  }

  @Test
  void theMistakeIsNamed() {
    SelectorSyntaxException mistake = assertRefused("color = 'blue' AND = 5");
    assertEquals(19, mistake.offset());
    assertEquals(
        "Not a selector: expected one of FALSE, NOT, TRUE, +, -, (, string literal, exact number, "
            + "approximate number, identifier, at offset 19: color = 'blue' AND  >>> = 5",
        mistake.getMessage());
    assertEquals(4, assertRefused("a = 'x").offset());
    assertTrue(assertRefused("a = 'x").getMessage().contains("a string literal has no end"));
    assertEquals(3, assertRefused("a =").offset());
    assertTrue(assertRefused("(a").getMessage().contains("AND"), "what could follow is named");
    assertTrue(assertRefused("a b").getMessage().contains("the end"), "and so is the end");
    assertEquals(6, assertRefused("a\r\n\t= 08").offset());
    assertEquals(18, assertRefused("a LIKE 'x' ESCAPE '!!'").offset());
  }

  @Test
  void aLongSelectorIsNotRepeated() {
    SelectorSyntaxException mistake =
        assertRefused("a = 1 AND ".repeat(10_000) + "!" + " AND a = 1".repeat(10_000));
    assertEquals(100_000, mistake.offset());
    assertTrue(mistake.getMessage().length() < 400, mistake.getMessage());
    String word = "x".repeat(100_000);
    assertTrue(assertRefused("a " + word).getMessage().length() < 400);
    assertTrue(assertRefused("JMS" + word).getMessage().length() < 400);
    assertTrue(assertRefused("a = 1" + "0".repeat(100_000)).getMessage().length() < 400);
  }

  @Test
  @DisplayName("no section: a selector of any shape is accepted or refused, never an error")
  void bombs() {
    int many = 100_000;
    assertRefused("(".repeat(many));
    assertRefused("(".repeat(many) + "a" + ")".repeat(many));
    assertRefused("NOT (".repeat(many) + "a" + ")".repeat(many));
    assertRefused("-(".repeat(many) + "a" + ")".repeat(many) + " = 1");
    assertRefused("(".repeat(101) + "a" + ")".repeat(101));
    assertTrue(Selector.parse("(".repeat(100) + "a" + ")".repeat(100)).matches(name -> true));
    assertTrue(Selector.parse("(a) AND ".repeat(101) + "(a)").matches(name -> true));
    SelectorAssertions.assertTrue("NOT ".repeat(many) + "a", "a", true);
    SelectorAssertions.assertTrue("-".repeat(many) + "1 = 1");
    SelectorAssertions.assertTrue("- ".repeat(many) + "a = a", "a", 1);
    SelectorAssertions.assertTrue("a = 1 AND ".repeat(many) + "a = 1", "a", 1);
    SelectorAssertions.assertFalse("a = 2 OR ".repeat(many) + "a = 3", "a", 1);
    SelectorAssertions.assertTrue("a + ".repeat(many) + "a > 0", "a", 1);
    SelectorAssertions.assertTrue("a * ".repeat(many) + "a > 0", "a", 1L);
    SelectorAssertions.assertTrue("a IN (" + "'x',".repeat(many) + "'y')", "a", "y");
    SelectorAssertions.assertFalse("a LIKE '" + "%x".repeat(100) + "y'", "a", "x".repeat(10_000));
  }
}
