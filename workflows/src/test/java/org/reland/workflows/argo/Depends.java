package org.reland.workflows.argo;

import java.util.Map;

/**
 * Evaluates Argo's {@code depends} where every task has come to an end: succeeded, or failed or
 * omitted. A name alone stands for its success.
 */
final class Depends {
  private final String text;
  private final Map<String, Boolean> succeeded;
  private int at;

  private Depends(String text, Map<String, Boolean> succeeded) {
    this.text = text.replace(" ", "");
    this.succeeded = succeeded;
  }

  static boolean holds(String depends, Map<String, Boolean> succeeded) {
    return new Depends(depends, succeeded).or();
  }

  private boolean or() {
    boolean value = and();
    while (text.startsWith("||", at)) {
      at += 2;
      value |= and();
    }
    return value;
  }

  private boolean and() {
    boolean value = term();
    while (text.startsWith("&&", at)) {
      at += 2;
      value &= term();
    }
    return value;
  }

  private boolean term() {
    if (text.charAt(at) == '(') {
      at++;
      boolean value = or();
      at++;
      return value;
    }
    int from = at;
    while (at < text.length() && "&|()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String[] words = text.substring(from, at).split("\\.", -1);
    boolean good = succeeded.get(words[0]);
    if (words.length == 1 || words[1].equals("Succeeded")) {
      return good;
    }
    return !good && (words[1].equals("Failed") || words[1].equals("Omitted"));
  }
}
