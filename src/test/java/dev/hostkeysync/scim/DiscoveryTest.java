package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String BASE = "https://keys.example.com/scim/v2";

    @Test
    void saysOnlyWhatWorks() {
        assertThat(ScimJson.text(Discovery.serviceProviderConfig(BASE)))
                .isEqualTo(
                        """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],"patch":{"supported":true},\
                        "bulk":{"supported":false,"maxOperations":0,"maxPayloadSize":0},\
                        "filter":{"supported":true,"maxResults":1000},"changePassword":{"supported":false},\
                        "sort":{"supported":true},"etag":{"supported":true},\
                        "pagination":{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":100,\
                        "maxPageSize":1000},\
                        "authenticationSchemes":[{"type":"oauthbearertoken","name":"Bearer token",\
                        "description":"A token from SCIM_TOKENS in the Authorization header","primary":true}],\
                        "meta":{"resourceType":"ServiceProviderConfig",\
                        "location":"https://keys.example.com/scim/v2/ServiceProviderConfig"}}\
                        """);
    }

    @Test
    void knowsUsersAndNothingElse() {
        assertThat(Discovery.resourceTypes(BASE))
                .extracting(ScimJson::text)
                .containsExactly(
                        """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"User","name":"User",\
                        "endpoint":"/Users","schema":"urn:ietf:params:scim:schemas:core:2.0:User",\
                        "schemaExtensions":[{"schema":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",\
                        "required":false}],"meta":{"resourceType":"ResourceType",\
                        "location":"https://keys.example.com/scim/v2/ResourceTypes/User"}}\
                        """);
    }

    @Test
    void describesTheAttributesOfRfc7643() {
        List<ObjectNode> schemas = Discovery.schemas(BASE);

        assertThat(schemas)
                .extracting(schema -> schema.path("id").asText())
                .containsExactly(Urn.USER, Urn.ENTERPRISE_USER);
        assertThat(schemas.get(0).path("attributes").valueStream().map(DiscoveryTest::name))
                .containsExactly(
                        "userName",
                        "name",
                        "displayName",
                        "nickName",
                        "profileUrl",
                        "title",
                        "userType",
                        "preferredLanguage",
                        "locale",
                        "timezone",
                        "active",
                        "password",
                        "emails",
                        "phoneNumbers",
                        "ims",
                        "photos",
                        "addresses",
                        "groups",
                        "entitlements",
                        "roles",
                        "x509Certificates");
        assertThat(schemas.get(1).path("attributes").valueStream().map(DiscoveryTest::name))
                .containsExactly(
                        "employeeNumber",
                        "costCenter",
                        "organization",
                        "division",
                        "department",
                        "manager");
    }

    @Test
    void isUnderstoodByAClientLibrary() throws Exception {
        ServiceProviderConfigResource config =
                JsonUtils.nodeToValue(
                        Discovery.serviceProviderConfig(BASE), ServiceProviderConfigResource.class);
        SchemaResource user =
                JsonUtils.nodeToValue(Discovery.schemas(BASE).getFirst(), SchemaResource.class);

        assertThat(config.getPatch().isSupported()).isTrue();
        assertThat(user.getAttributes()).hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {Urn.USER, "URN:ietf:params:scim:schemas:core:2.0:user"})
    void findsASchemaByItsUriInAnyCase(String urn) {
        assertThat(
                        Discovery.byId(Discovery.schemas(BASE), urn)
                                .orElseThrow()
                                .path("meta")
                                .path("location")
                                .asText())
                .isEqualTo(BASE + "/Schemas/" + Urn.USER);
        assertThat(Discovery.byId(Discovery.schemas(BASE), "urn:a:b")).isEmpty();
    }

    private static String name(JsonNode attribute) {
        return attribute.path("name").asText();
    }
}
