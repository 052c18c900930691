package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/// A filter's text with a position in it.
final class FilterText {

    private final String text;
    private int at;

    FilterText(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        skipBlanks();
        return at == text.length();
    }

    /// Takes the character if it comes next; blanks before it do not count.
    boolean take(char wanted) {
        skipBlanks();
        return takeAttached(wanted);
    }

    /// Takes the character if it comes next, without a blank before it.
    boolean takeAttached(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char wanted) {
        if (!take(wanted)) {
            throw fault("'" + wanted + "' expected");
        }
    }

    /// Takes the word if it comes next, in any case.
    boolean takeWord(String wanted) {
        skipBlanks();
        int start = at;
        if (word().equalsIgnoreCase(wanted)) {
            return true;
        }
        at = start;
        return false;
    }

    /// The next run of characters that names, operators and numbers are made of; may be empty.
    String word() {
        skipBlanks();
        int start = at;
        while (at < text.length() && isWordCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /// A value as in JSON; `True` is taken for `true`.
    JsonNode value() {
        skipBlanks();
        String json = at < text.length() && text.charAt(at) == '"' ? string() : word();
        try {
            return ScimJson.parseValue(
                    json.startsWith("\"") ? json : json.toLowerCase(Locale.ROOT));
        } catch (ScimException e) {
            throw fault("a value in JSON expected, such as \"text\", true or 42");
        }
    }

    ScimException fault(String what) {
        return ScimException.invalidFilter(what + " at character " + (at + 1) + " of the filter");
    }

    private String string() {
        int start = at;
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            at = text.length();
            throw fault("a closing quote expected");
        }
        at++;
        return text.substring(start, at);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "$_-+.:".indexOf(c) >= 0;
    }
}
