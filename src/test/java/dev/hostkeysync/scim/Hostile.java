package dev.hostkeysync.scim;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Makes requests that nobody should send out of those that somebody does. The same seed makes the
/// same ones.
final class Hostile {

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|true|false|null|-?[0-9]+");

    private static final List<String> JSON =
            List.of(
                    "null",
                    "true",
                    "\"True\"",
                    "0",
                    "-0",
                    "1e400",
                    "1e-400",
                    "1E999999999",
                    "-1e2147483648",
                    "9".repeat(99),
                    "9".repeat(2000),
                    "0." + "1".repeat(90),
                    "NaN",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\uDBFF\\uDFFF\"",
                    "\"\\uFFFE\\uFEFF\\u202E\\u200B\"",
                    "\"İıſßẞ\"",
                    "\"" + "x".repeat(20_000) + "\"",
                    "\"" + "é".repeat(300) + "\"",
                    "\"bulkId:qwerty\"",
                    "\"bulkId:\"",
                    "\"urn:ietf:params:scim:schemas:core:2.0:User\"",
                    "\"$ref\"",
                    "\"emails[type eq \\\"work\\\"].value\"",
                    "\"emails[" + "not (".repeat(500) + "\"",
                    "\"x[y[z[\"",
                    "\"members[value eq \\\"\\u0000\\\"]\"",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "[{}]",
                    "[" + "{},".repeat(1200) + "{}]",
                    "[" + "{\"primary\":true},".repeat(3) + "{}]",
                    "{\"a\":1,\"a\":2}",
                    "{\"value\":\"x\",\"VALUE\":\"y\"}",
                    "{\"\":{\"\":[]}}",
                    "[".repeat(31) + "]".repeat(31),
                    "[".repeat(5000) + "]".repeat(5000),
                    "{\"a\":".repeat(2000) + "1" + "}".repeat(2000),
                    "[".repeat(100_000));

    private static final List<String> FILTER =
            List.of(
                    "userName",
                    "emails",
                    "emails[",
                    "]",
                    "].value",
                    "name.familyName",
                    "meta.created",
                    "members",
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
                    "urn:",
                    "password",
                    " eq ",
                    " ne ",
                    " co ",
                    " gt ",
                    " pr",
                    " and ",
                    " or ",
                    " not (",
                    "(",
                    ")",
                    "(".repeat(3000),
                    "not (".repeat(1000),
                    "emails[".repeat(500),
                    "a eq 1 or ".repeat(500),
                    "x".repeat(9000),
                    " ".repeat(5000),
                    "\"\\u0000\"",
                    "\"\u0000\"",
                    "\"\\ud83d\"",
                    "\"\ud83d\"",
                    "\"2011-13-45T99:99:99Z\"",
                    "\"\\",
                    "\"%_\\\\\"",
                    "\"'; DROP TABLE directory_user; --\"",
                    "1e400",
                    "-",
                    "1E999999999",
                    "9".repeat(500),
                    "null",
                    "True",
                    "\uFEFF",
                    "é");

    private final Random random;

    Hostile(long seed) {
        this.random = new Random(seed);
    }

    /// A text of which a few values, names or characters are something else.
    String spoiled(String json) {
        String result = json;
        for (int i = 0; i <= random.nextInt(3); i++) {
            result = random.nextInt(5) == 0 ? cut(result) : replaced(result);
        }
        return result;
    }

    String filter() {
        StringBuilder filter = new StringBuilder();
        for (int i = 0; i <= random.nextInt(8); i++) {
            filter.append(any(FILTER));
        }
        return filter.toString();
    }

    String path() {
        return random.nextBoolean() ? filter() : any(FILTER) + "[" + filter() + "]." + any(FILTER);
    }

    String value() {
        return any(JSON);
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String replaced(String json) {
        List<MatchResult> tokens = TOKEN.matcher(json).results().limit(2000).toList();
        if (tokens.isEmpty()) {
            return json;
        }
        MatchResult token = any(tokens);
        return json.substring(0, token.start()) + value() + json.substring(token.end());
    }

    private String cut(String json) {
        int start = random.nextInt(json.length() + 1);
        int end = Math.min(json.length(), start + random.nextInt(10));
        return json.substring(0, start) + json.substring(end);
    }
}
