package dev.hostkeysync.zoomsim;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters of a query or of a form (`application/x-www-form-urlencoded`).
record Parameters(Map<String, List<String>> values) {

    static Parameters parse(@Nullable String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (encoded != null && !encoded.isEmpty()) {
            for (String pair : encoded.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                values.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return new Parameters(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    Parameters and(Parameters others) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        others.values.forEach((name, more) ->
                all.merge(
                        name,
                        more,
                        (a, b) -> {
                            List<String> both = new ArrayList<>(a);
                            both.addAll(b);
                            return both;
                        }));
        return new Parameters(all);
    }

    /// What is wrong with them, given the names allowed and the form each value must have. A
    /// parameter sent twice is wrong too: nobody can know which one the server takes.
    List<FieldError> errors(Map<String, Pattern> allowed) {
        List<FieldError> errors = new ArrayList<>();
        values.forEach((name, given) -> {
            Pattern form = allowed.get(name);
            if (form == null) {
                errors.add(new FieldError(name, "Unknown parameter."));
            } else if (given.size() > 1) {
                errors.add(new FieldError(name, "Sent more than once."));
            } else if (!form.matcher(given.getFirst()).matches()) {
                errors.add(new FieldError(name, "Invalid value."));
            }
        });
        return errors;
    }
}
