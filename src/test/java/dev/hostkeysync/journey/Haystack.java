package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A place where no key and no secret may be: everything there as one text.
///
/// @param name what a failing test calls it; the text itself is never printed
record Haystack(String name, String text) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{10,}");

    /// How many of these ten-digit keys are in it, as they are or in a form that bytes are shown
    /// in.
    long keysFound(Set<String> keys) {
        Set<String> found = new TreeSet<>();
        Matcher runs = DIGITS.matcher(text);
        while (runs.find()) {
            for (int i = runs.start(); i + 10 <= runs.end(); i++) {
                String window = text.substring(i, i + 10);
                if (keys.contains(window)) {
                    found.add(window);
                }
            }
        }
        return found.size() + textsFound(keys.stream().flatMap(Haystack::encoded).toList());
    }

    /// How many of these texts are in it.
    long textsFound(Collection<String> texts) {
        return texts.stream().filter(text::contains).count();
    }

    /// As hexadecimal, as a list of bytes, as base64 wherever in a longer text it stands.
    static Stream<String> encoded(String digits) {
        byte[] bytes = digits.getBytes(US_ASCII);
        String list =
                IntStream.range(0, bytes.length)
                        .mapToObj(i -> Byte.toString(bytes[i]))
                        .collect(Collectors.joining(", "));
        Stream<String> base64 =
                IntStream.range(0, 3)
                        .mapToObj(before -> {
                            String whole =
                                    Base64.getEncoder()
                                            .withoutPadding()
                                            .encodeToString(
                                                    (" ".repeat(before) + digits)
                                                            .getBytes(US_ASCII));
                            // Its first and last characters depend on the neighbours too.
                            return whole.substring(before == 0 ? 0 : 4, whole.length() - 2);
                        });
        return Stream.concat(Stream.of(HexFormat.of().formatHex(bytes), list), base64);
    }

    @Override
    public String toString() {
        return name;
    }
}
