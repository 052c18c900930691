package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Refuses what JSON allows and PostgreSQL's `jsonb` and `text` do not: NUL, half a surrogate pair,
/// numbers of a size nobody means.
final class Storable {

    // Far beyond any attribute, far below what makes a number expensive.
    private static final int MAX_SCALE = 100;

    private Storable() {}

    static void check(JsonNode tree) {
        switch (tree.getNodeType()) {
            case STRING -> check(tree.textValue());
            case NUMBER -> checkNumber(tree);
            case ARRAY -> tree.forEach(Storable::check);
            case OBJECT -> {
                for (Map.Entry<String, JsonNode> member : tree.properties()) {
                    check(member.getKey());
                    check(member.getValue());
                }
            }
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> {}
        }
    }

    static void check(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw ScimException.invalidValue("the character NUL cannot be stored");
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw ScimException.invalidValue(
                            "half a surrogate pair is no character and cannot be stored");
                }
                i++;
            }
        }
    }

    private static void checkNumber(JsonNode number) {
        // Written out plainly it must still be short enough to be read back.
        boolean tooLong =
                number.isBigDecimal()
                        && Math.abs((long) number.decimalValue().scale())
                                        + number.decimalValue().precision()
                                > MAX_SCALE;
        if (tooLong) {
            throw ScimException.invalidValue("a number is too large or too small to be stored");
        }
    }
}
