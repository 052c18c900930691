package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7644 section 3.5.2: its examples for members, on a resource that has some.
class Rfc7644Section352MembersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    7644-3.5.2.1-add-members           | 2819c223-7f76-...413861904646 2819c223...919d-413861904646 max 2819c223-7f76-453a-919d-413861904646
                    7644-3.5.2.2-remove-one-member     | 2819c223...919d-413861904646 max
                    7644-3.5.2.2-remove-all-members    | ''
                    7644-3.5.2.2-remove-and-add-member | 2819c223-7f76-...413861904646 max 08e1d05d...473d93df9210
                    7644-3.5.2.3-replace-members       | 2819c223-7f76-453a-919d-413861904646 08e1d05d-121c-4561-8b96-473d93df9210
                    """)
    void changesMembers(String example, String members) {
        ObjectNode group =
                Json.object(
                        """
                        {'members':[{'value':'2819c223-7f76-...413861904646'},{'value':'2819c223...919d-413861904646'},{'value':'max'}]}\
                        """);

        Patch.read(RfcExample.json(example)).applyTo(new MemoryGroups().type(), group);

        assertThat(String.join(" ", group.path("members").findValuesAsText("value")))
                .isEqualTo(members);
    }
}
