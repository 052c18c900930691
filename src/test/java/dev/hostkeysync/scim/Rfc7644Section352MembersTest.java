package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7644 section 3.5.2: its examples for members. The ids in them are shortened in many ways;
/// each stands for a user of ours.
class Rfc7644Section352MembersTest {

    private final GroupProvider provider = new GroupProvider();
    private final String babs = provider.user("babs");
    private final String james = provider.user("james");
    private final String max = provider.user("max");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    7644-3.5.2.1-add-members           | max      | babs max
                    7644-3.5.2.2-remove-one-member     | babs max | max
                    7644-3.5.2.2-remove-all-members    | babs max | ''
                    7644-3.5.2.2-remove-and-add-member | babs max | james max
                    7644-3.5.2.3-replace-members       | max      | babs james
                    """)
    void changesMembers(String example, String before, String after) {
        String group = provider.group("Tour Guides", ids(before));

        ScimAnswer answer = provider.patchRaw(group, ours(ScimJson.text(RfcExample.json(example))));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(body(provider.get(group)).path("members").findValuesAsText("value"))
                .containsExactlyInAnyOrder(ids(after));
    }

    private String[] ids(String names) {
        Map<String, String> ids = Map.of("babs", babs, "james", james, "max", max);
        return Stream.of(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(ids::get)
                .toArray(String[]::new);
    }

    private String ours(String example) {
        return example.replaceAll("2819c223[-.0-9a-f]+413861904646", babs)
                .replaceAll("08e1d05d[-.0-9a-f]+473d93df9210", james);
    }
}
