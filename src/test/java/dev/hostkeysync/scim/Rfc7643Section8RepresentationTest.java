package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7643 section 8: its representations come back as they were sent, without what is the
/// provider's to say.
class Rfc7643Section8RepresentationTest {

    private final Provider provider = new Provider();

    @ParameterizedTest
    @ValueSource(
            strings = {"7643-8.1-minimal-user", "7643-8.2-full-user", "7643-8.3-enterprise-user"})
    void keepsAUser(String name) {
        ObjectNode sent = RfcExample.json(name);

        ScimAnswer created = provider.post(RfcExample.text(name));

        ObjectNode expected = sent.deepCopy().remove(List.of("id", "meta", "password", "groups"));
        if (!expected.has("active")) {
            expected.put("active", true);
        }
        if (expected.get(Urn.ENTERPRISE_USER) instanceof ObjectNode extension) {
            ((ObjectNode) extension.get("manager")).remove("displayName");
        }
        ObjectNode received = body(created).deepCopy().remove(List.of("id", "meta"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(received).isEqualTo(expected);
        assertThat(body(provider.get(body(created).path("id").asText()))).isEqualTo(body(created));
    }

    /// Section 8.5: every member of the RFC's example is there, and besides only the one that RFC
    /// 9865 section 4 adds.
    @Test
    void describesTheServiceInTheSameMembers() {
        ObjectNode expected = RfcExample.json("7643-8.5-service-provider-config");
        ObjectNode actual = Discovery.serviceProviderConfig(Provider.BASE);

        assertThat(actual.remove("pagination")).isNotNull();
        assertThat(names(actual)).containsExactlyInAnyOrderElementsOf(names(expected));
        assertThat(names(actual.path("authenticationSchemes").path(0)))
                .containsExactlyInAnyOrderElementsOf(
                        names(expected.path("authenticationSchemes").path(0)));
        assertThat(actual.path("bulk")).isEqualTo(expected.path("bulk"));
    }

    /// Section 8.6; the extension is optional here.
    @Test
    void describesAResourceTypeInTheSameMembers() {
        ObjectNode expected = RfcExample.json("7643-8.6-user-type");
        ObjectNode actual =
                Discovery.resourceTypes(List.of(ResourceType.USER), "https://example.com/v2")
                        .getFirst();

        expected.put("description", "User Account: a person whose host key is kept");
        ((ObjectNode) expected.path("schemaExtensions").path(0)).put("required", false);
        assertThat(actual).isEqualTo(expected);
    }

    private static List<String> names(com.fasterxml.jackson.databind.JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
