package org.leasemq.selector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.leasemq.selector.SelectorAssertions.assertFalse;
import static org.leasemq.selector.SelectorAssertions.assertTrue;
import static org.leasemq.selector.SelectorAssertions.assertUnknown;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section numbers and quotations are those of Jakarta Messaging 3.1. */
class SelectorTest {

  @Test
  @DisplayName("3.8.1.1: the example at the end of the section")
  void specificationExample() {
    String selector = "JMSType = 'car' AND color = 'blue' AND weight > 2500";
    assertTrue(selector, "JMSType", "car", "color", "blue", "weight", 2501);
    assertFalse(selector, "JMSType", "car", "color", "blue", "weight", 2500);
    assertFalse(selector, "JMSType", "car", "color", "red", "weight", 2501);
    assertUnknown(selector, "color", "blue", "weight", 2501);
  }

  @Test
  @DisplayName("3.8.1.1: an empty string 'indicates that there is no message selector'")
  void emptyText() {
    assertSame(Selector.ALL, Selector.parse(""));
    assertSame(Selector.ALL, Selector.parse(null));
    assertSame(Selector.ALL, Selector.parse(" \t\r\n\f"));
    assertEquals("", Selector.ALL.text());
    assertEquals(true, Selector.ALL.matches(name -> null));
  }

  @Test
  void equalityIsByText() {
    assertEquals(Selector.parse("a = 1"), Selector.parse("a = 1"));
    assertEquals(Selector.parse("a = 1").hashCode(), Selector.parse("a = 1").hashCode());
    assertNotEquals(Selector.parse("a = 1"), Selector.parse("a = 2"));
    assertEquals(" a = 1 ", Selector.parse(" a = 1 ").text());
  }

  @Test
  @DisplayName("3.8.1: it 'matches a message when the selector evaluates to true'")
  void onlyTrueMatches() {
    assertEquals(true, Selector.parse("a").matches(name -> true));
    assertEquals(false, Selector.parse("a").matches(name -> false));
    assertEquals(false, Selector.parse("a").matches(name -> null));
  }

  @Test
  @DisplayName("3.8.1.1: literals and operator names 'are case insensitive'")
  void keywordsInAnyCase() {
    assertTrue("true and Not fAlSe OR False");
    assertTrue("a In ('x') aNd b lIke '%' escApe '!'", "a", "x", "b", "y");
    assertTrue("a bEtween 1 anD 2 and b is nulL and c iS nOt Null", "a", 1, "c", 1);
  }

  @Test
  @DisplayName("3.8.1.1: 'Identifiers are case sensitive.'")
  void identifiersByCase() {
    assertTrue("color = 'a' AND Color = 'b' AND COLOR IS NULL", "color", "a", "Color", "b");
  }

  @Test
  @DisplayName("3.8.1.1: an identifier begins with a Java identifier start character")
  void identifierCharacters() {
    for (String name :
        new String[] {
          "_",
          "$",
          "_1",
          "a$b_9",
          "größe",
          "数",
          "\uD835\uDC00x",
          "a\u0000b",
          "nulls",
          "ORder",
          "inn"
        }) {
      assertTrue(name + " = 1", name, 1);
    }
    String longName = "x".repeat(100_000);
    assertTrue(longName + " = 1", longName, 1);
  }

  @Test
  @DisplayName("3.8.1.1: whitespace is 'space, horizontal tab, form feed and line terminator'")
  void whitespace() {
    assertTrue("\ta\f=\r\n1\rAND\n2=2 ", "a", 1);
    assertTrue("a=1AND(b)=2", "a", 1, "b", 2);
  }

  @Test
  @DisplayName("3.8.1.1: header fields that a selector may refer to")
  void headerFields() {
    assertTrue(
        "JMSPriority >= 5 AND JMSTimestamp < 1700000000000", "JMSPriority", 5, "JMSTimestamp", 1L);
    assertTrue("JMSMessageID = 'ID:1' AND JMSCorrelationID IS NULL", "JMSMessageID", "ID:1");
    assertTrue(
        "JMSXDeliveryCount > 1 AND JMSXGroupID = 'g'", "JMSXDeliveryCount", 2, "JMSXGroupID", "g");
    assertTrue("JMS_SQS_DeduplicationId = 'd'", "JMS_SQS_DeduplicationId", "d");
    assertTrue("jmsExpiration = 1 AND JmsX = 2", "jmsExpiration", 1, "JmsX", 2);
  }

  @Test
  @DisplayName(
      "3.8.1.3: 'JMSDeliveryMode is treated as having the values PERSISTENT and NON_PERSISTENT'")
  void deliveryMode() {
    assertTrue("JMSDeliveryMode = 'PERSISTENT'", "JMSDeliveryMode", "PERSISTENT");
    assertTrue("JMSDeliveryMode <> 'PERSISTENT'", "JMSDeliveryMode", "NON_PERSISTENT");
  }

  @Test
  @DisplayName("3.8.1.1: a string literal, 'with an included single quote represented by doubled'")
  void stringLiterals() {
    assertTrue("a = 'literal''s'", "a", "literal's");
    assertTrue("a = ''", "a", "");
    assertTrue("a = ''''", "a", "'");
    assertTrue("a = ''''''", "a", "''");
    assertTrue("a = 'x -- \" \\n (1) AND\n'", "a", "x -- \" \\n (1) AND\n");
    assertTrue("a = '日本\uD83D\uDE00'", "a", "日本\uD83D\uDE00");
    assertFalse("a = 'Blue'", "a", "blue");
    assertFalse("a = 'blue '", "a", "blue");
  }

  @Test
  @DisplayName("3.8.1.1: 'Logical operators in precedence order: NOT, AND, OR'")
  void logicalPrecedence() {
    assertTrue("TRUE OR TRUE AND FALSE");
    assertFalse("(TRUE OR TRUE) AND FALSE");
    assertTrue("NOT FALSE OR TRUE");
    assertFalse("NOT (FALSE OR TRUE)");
    assertTrue("NOT FALSE AND TRUE");
    assertFalse("NOT a = 1 OR FALSE", "a", 1);
    assertTrue("NOT NOT a = 1 AND NOT NOT NOT a = 2", "a", 1);
    assertTrue("NOT a IN ('x') AND NOT a LIKE 'x%' AND NOT a IS NULL", "a", "y");
    assertTrue("NOT a BETWEEN 1 AND 2 AND b = 3", "a", 5, "b", 3);
  }

  @Test
  @DisplayName(
      "3.8.1.1: arithmetic operators in precedence order: sign, then * and /, then + and -")
  void arithmeticPrecedence() {
    assertTrue("2 + 3 * 4 = 14 AND (2 + 3) * 4 = 20 AND 20 - 6 / 2 = 17");
    assertTrue("-2 * 3 = -6 AND -a - -a = 0 AND 1 - -1 = 2 AND 1 --1 = 2 AND +-+a = -2", "a", 2);
    assertTrue("((a) + 1) * 2 > (5) AND ((a = 2) AND ((b)))", "a", 2, "b", true);
  }

  @Test
  @DisplayName("3.8.1.1: 'order of evaluation is from left to right within precedence level'")
  void leftToRight() {
    assertTrue("10 - 4 - 3 = 3 AND 100 / 10 / 5 = 2 AND 7 / 2 * 2 = 6 AND 2 * 7 / 2 = 7");
    assertTrue("10 - 4 + 3 = 9 AND 10 - (4 + 3) = 3");
  }

  @Test
  @DisplayName("3.8.1.1: identifiers and literals of boolean type are conditions")
  void booleans() {
    assertTrue("a", "a", true);
    assertFalse("a", "a", false);
    assertTrue("a = TRUE AND a <> FALSE AND TRUE = a AND NOT a = FALSE", "a", true);
    assertTrue("a = b", "a", false, "b", false);
    assertTrue("(a = 1) = TRUE AND (a > 1) = (b > 1)", "a", 1, "b", 0);
    assertUnknown("(b = 1) = TRUE");
  }

  @Test
  @DisplayName("no section: an identifier is a condition as if it were compared with TRUE")
  void otherTypesAsConditions() {
    assertFalse("a", "a", "true");
    assertFalse("a AND TRUE", "a", 1);
    assertTrue("NOT a", "a", 0);
    assertUnknown("a");
  }

  @Test
  @DisplayName("3.8.1.1: 'If the comparison of non-like type values is attempted, [it] is false.'")
  void unlikeTypes() {
    for (String operator : new String[] {"=", "<>", "<", "<=", ">", ">="}) {
      assertFalse("a " + operator + " 1", "a", "1");
      assertFalse("a " + operator + " 1", "a", true);
      assertFalse("a " + operator + " b", "a", 1, "b", "1");
      assertFalse("a " + operator + " b", "a", 1, "b", new Object());
    }
    assertFalse("a = TRUE", "a", "true");
    assertFalse("a <> 'x'", "a", 1);
    assertFalse("1 = '1'");
    assertFalse("TRUE = 1");
    assertFalse("a BETWEEN 1 AND 3", "a", "2");
    assertFalse("a NOT BETWEEN 1 AND 3", "a", "2");
  }

  @Test
  @DisplayName("3.8.1.1: 'NumberOfOrders > 1' is false, as 'a string cannot be used in arithmetic'")
  void stringsInArithmetic() {
    assertFalse("NumberOfOrders > 1", "NumberOfOrders", "2");
    for (String sum : new String[] {"a + 1", "1 * a", "-a", "+a", "a / 0"}) {
      assertFalse(sum + " > 1", "a", "2");
      assertFalse(sum + " <> 1", "a", true);
      assertFalse(sum + " = a", "a", "2");
      assertUnknown(sum + " > b", "a", "2");
    }
    assertUnknown("a + b > 1", "a", "2");
  }

  @Test
  @DisplayName("3.8.1.1: 'String and Boolean comparison is restricted to = and <>.'")
  void noOrderOfStringsAndBooleans() {
    for (String operator : new String[] {"<", "<=", ">", ">="}) {
      assertFalse("a " + operator + " b", "a", "x", "b", "x");
      assertFalse("a " + operator + " b", "a", true, "b", true);
    }
    assertFalse("a BETWEEN b AND c", "a", "m", "b", "a", "c", "z");
  }

  @Test
  @DisplayName("3.8.1.1: BETWEEN and NOT BETWEEN by their equivalents")
  void between() {
    assertTrue("age BETWEEN 15 AND 19", "age", 15);
    assertTrue("age BETWEEN 15 AND 19", "age", 19);
    assertFalse("age BETWEEN 15 AND 19", "age", 14);
    assertFalse("age BETWEEN 15 AND 19", "age", 19.5);
    assertTrue("age NOT BETWEEN 15 AND 19", "age", 20);
    assertFalse("age NOT BETWEEN 15 AND 19", "age", 17);
    assertFalse("age BETWEEN 19 AND 15", "age", 17);
    assertTrue("age + 1 BETWEEN low * 2 AND -high", "age", 9, "low", 5, "high", -10);
    assertUnknown("age BETWEEN 15 AND 19");
    assertUnknown("age NOT BETWEEN 15 AND 19");
    // age >= low AND age <= high, with one of them unknown
    assertFalse("age BETWEEN low AND 19", "age", 20);
    assertUnknown("age BETWEEN low AND 19", "age", 17);
    assertTrue("age NOT BETWEEN low AND 19", "age", 20);
    assertUnknown("age NOT BETWEEN 15 AND high", "age", 17);
  }

  @Test
  @DisplayName("3.8.1.1: IN and NOT IN by their equivalents")
  void in() {
    assertTrue("Country IN ('UK', 'US', 'France')", "Country", "UK");
    assertFalse("Country IN ('UK', 'US', 'France')", "Country", "Peru");
    assertFalse("Country NOT IN ('UK', 'US', 'France')", "Country", "UK");
    assertTrue("Country NOT IN ('UK', 'US', 'France')", "Country", "Peru");
    assertTrue("NOT Country IN ('UK')", "Country", "Peru");
    assertTrue("Country IN ('UK', 'UK', 'it''s')", "Country", "it's");
    assertUnknown("Country IN ('UK')");
    assertUnknown("Country NOT IN ('UK')");
    // (Country = 'UK') is false for a number, and NOT IN is "NOT ((Country = 'UK') OR ...)"
    assertFalse("Country IN ('44')", "Country", 44);
    assertTrue("Country NOT IN ('44')", "Country", 44);
  }

  @Test
  @DisplayName("3.8.1.1: the examples of LIKE")
  void like() {
    assertTrue("phone LIKE '12%3'", "phone", "123");
    assertTrue("phone LIKE '12%3'", "phone", "12993");
    assertFalse("phone LIKE '12%3'", "phone", "1234");
    assertTrue("word LIKE 'l_se'", "word", "lose");
    assertFalse("word LIKE 'l_se'", "word", "loose");
    assertTrue("underscored LIKE '\\_%' ESCAPE '\\'", "underscored", "_foo");
    assertFalse("underscored LIKE '\\_%' ESCAPE '\\'", "underscored", "bar");
    assertFalse("phone NOT LIKE '12%3'", "phone", "123");
    assertTrue("phone NOT LIKE '12%3'", "phone", "1234");
    assertUnknown("phone LIKE '%'");
    assertUnknown("phone NOT LIKE '%'");
    assertFalse("phone LIKE '1%'", "phone", 12);
    assertFalse("phone NOT LIKE '1%'", "phone", 12);
  }

  @Test
  @DisplayName("3.8.1.1: in LIKE 'all other characters stand for themselves'")
  void likeIsNoRegularExpression() {
    assertTrue("a LIKE '.*[x](y)^$\\d+?%'", "a", ".*[x](y)^$\\d+?z");
    assertFalse("a LIKE '.*'", "a", "abc");
    assertFalse("a LIKE 'ABC'", "a", "abc");
    assertTrue("a LIKE '%b_d%'", "a", "a\nb\nd\n");
    assertTrue("a LIKE ''", "a", "");
    assertFalse("a LIKE ''", "a", "x");
    assertTrue("a LIKE '%%' AND a LIKE '%'", "a", "");
    assertFalse("a LIKE '_%'", "a", "");
    assertTrue("a LIKE '_' AND a LIKE '\uD83D\uDE00'", "a", "\uD83D\uDE00");
    assertTrue("a LIKE 'it''s%'", "a", "it's me");
  }

  @Test
  @DisplayName("3.8.1.1: ESCAPE 'is used to escape the special meaning of _ and %'")
  void likeEscape() {
    assertTrue("a LIKE '100!%' ESCAPE '!'", "a", "100%");
    assertFalse("a LIKE '100!%' ESCAPE '!'", "a", "1000");
    assertTrue("a LIKE '!!!_' ESCAPE '!'", "a", "!_");
    assertTrue("a LIKE 'a''%b' ESCAPE ''''", "a", "a%b");
    assertTrue("a LIKE '%%%_' ESCAPE '%'", "a", "%_");
    assertTrue("a LIKE '\uD83D\uDE00%' ESCAPE '\uD83D\uDE00'", "a", "%");
    assertTrue("a LIKE '\\_'", "a", "\\x");
  }

  @Test
  @DisplayName("3.8.1.1: IS NULL 'tests for a null header field value or a missing property value'")
  void isNull() {
    assertTrue("a IS NULL AND NOT a IS NOT NULL");
    assertFalse("a IS NULL", "a", "");
    assertTrue("a IS NOT NULL", "a", false);
    assertFalse("JMSType IS NOT NULL", "JMSType", null);
  }

  @Test
  @DisplayName("3.8.1.2: 'Comparison or arithmetic with an unknown value always yields an unknown'")
  void nullValues() {
    for (String operator : new String[] {"=", "<>", "<", "<=", ">", ">="}) {
      assertUnknown("a " + operator + " 1");
      assertUnknown("a " + operator + " b");
      assertUnknown("1 + a " + operator + " 1");
      assertUnknown("-a " + operator + " 1");
    }
    assertUnknown("a = 'x'");
    assertUnknown("a = a");
    assertUnknown("a * 0 = 0");
  }

  @Test
  @DisplayName("3.8.1.2, tables 3-4 to 3-6: AND, OR and NOT of true, false and unknown")
  void truthTables() {
    Object[] values = {"t", true, "f", false};
    for (String both : new String[] {"t AND t", "t OR f", "t OR u", "u OR t", "f OR t", "NOT f"}) {
      assertTrue(both, values);
    }
    for (String both :
        new String[] {"t AND f", "f AND u", "u AND f", "f AND f", "f OR f", "NOT t"}) {
      assertFalse(both, values);
    }
    for (String both :
        new String[] {"t AND u", "u AND t", "u AND u", "f OR u", "u OR f", "NOT u"}) {
      assertUnknown(both, values);
    }
  }
}
