package dev.hostkeysync.zoomsim;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// One call of Zoom's API.
///
/// @param template the path, with `{}` where any one segment may stand
/// @param scopes any one of them is enough; the first is the one named when none is there
record Operation(
        String method,
        String template,
        RateLabel label,
        List<String> scopes,
        Function<Call, Answer> answer) {

    boolean hasPathOf(Call call) {
        List<String> expected = List.of(template.substring(1).split("/"));
        List<String> given = call.segments();
        if (expected.size() != given.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            boolean same = expected.get(i).equals(given.get(i));
            boolean any = expected.get(i).equals("{}") && !given.get(i).isEmpty();
            if (!same && !any) {
                return false;
            }
        }
        return true;
    }

    boolean isAllowedBy(Set<String> granted) {
        return scopes.stream().anyMatch(granted::contains);
    }
}
