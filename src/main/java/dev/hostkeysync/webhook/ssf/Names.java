package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Texts from outside that may name a user.
final class Names {

    /// As the directory's other doors: longer names appear nowhere.
    private static final int LONGEST = 255;

    private Names() {}

    /// The text, stripped; empty for anything else, and for what no database could hold.
    static Optional<String> of(JsonNode node) {
        return Optional.ofNullable(node.textValue()).map(String::strip).filter(Names::isName);
    }

    /// Of an object; empty unless the member is there and a name.
    static Optional<String> of(JsonNode object, String member) {
        return of(object.path(member));
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.codePoints()
                        .noneMatch(c ->
                                Character.isISOControl(c)
                                        || Character.getType(c) == Character.SURROGATE);
    }
}
