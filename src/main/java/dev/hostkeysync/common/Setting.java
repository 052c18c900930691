package dev.hostkeysync.common;

import java.util.Optional;
import java.util.function.Function;

/// One variable of the outer surface, as its feature declares it: enough to check it before
/// anything starts.
///
/// @param name the environment variable, as in the README
/// @param expected what a right value looks like, the end of the sentence "expected …"
/// @param need what it means when it is not set or empty
/// @param fault what is wrong with a value, empty when it is right; must not repeat a secret value
public record Setting(
        String name, String expected, Need need, Function<String, Optional<String>> fault) {

    /// What an absent value means.
    public enum Need {
        /// The service does not start without it.
        REQUIRED,
        /// Unset and empty are the same: nothing is given.
        OPTIONAL,
        /// Unset means the default. Empty is a fault: it is neither a value nor a wish for the
        /// default.
        DEFAULTED
    }

    public static Setting required(
            String name, String expected, Function<String, Optional<String>> fault) {
        return new Setting(name, expected, Need.REQUIRED, fault);
    }

    public static Setting optional(
            String name, String expected, Function<String, Optional<String>> fault) {
        return new Setting(name, expected, Need.OPTIONAL, fault);
    }

    public static Setting defaulted(
            String name, String expected, Function<String, Optional<String>> fault) {
        return new Setting(name, expected, Need.DEFAULTED, fault);
    }

    /// A check that accepts what `parse` accepts. The value is not repeated: it may be a secret.
    public static Function<String, Optional<String>> parsedBy(Function<String, ?> parse) {
        return value -> {
            try {
                Object _ = parse.apply(value);
                return Optional.empty();
            } catch (RuntimeException e) {
                return Optional.of("its value cannot be read");
            }
        };
    }

    public static Function<String, Optional<String>> anyText() {
        return _ -> Optional.empty();
    }

    /// The fault as one line for the operator, empty when the value is right.
    public Optional<String> check(Optional<String> value) {
        Optional<String> present = value.filter(text -> !text.isBlank());
        if (present.isEmpty()) {
            return switch (need) {
                case REQUIRED -> Optional.of(name + ": is not set; expected " + expected);
                case OPTIONAL -> Optional.empty();
                case DEFAULTED ->
                        value.map(_ -> name + ": is empty; unset it, or give " + expected);
            };
        }
        return fault.apply(present.get())
                .map(what -> name + ": " + what + "; expected " + expected);
    }
}
