package dev.hostkeysync.portal.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/// Something that goes on waiting until somebody acts, while all else works. What is in doubt is
/// not among it: that is asked again by itself.
///
/// @param where the section of the page that has the button
public record Need(@JsonProperty String text, @JsonProperty String where) {

    /// @param setUp problems that preflight has found
    static List<Need> of(long holds, long refused, long deadLetters, long setUp) {
        List<Need> needs = new ArrayList<>();
        add(needs, holds, "hold to decide", "holds to decide", "#holds");
        add(needs, refused, "user refused by Zoom", "users refused by Zoom", "#waiting");
        add(needs, deadLetters, "dead letter", "dead letters", "#letters");
        add(needs, setUp, "problem of the set-up", "problems of the set-up", "#preflight");
        return List.copyOf(needs);
    }

    private static void add(List<Need> needs, long count, String one, String many, String where) {
        if (count > 0) {
            needs.add(new Need(Figures.count(count) + " " + (count == 1 ? one : many), where));
        }
    }
}
