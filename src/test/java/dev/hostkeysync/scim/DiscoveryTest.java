package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String BASE = "https://keys.example.com/scim/v2";
    private static final List<ResourceType> TYPES = List.of(ResourceType.USER, ResourceType.GROUP);

    @Test
    void saysOnlyWhatWorks() {
        assertThat(ScimJson.text(Discovery.serviceProviderConfig(BASE)))
                .isEqualTo(
                        """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],\
                        "documentationUri":"https://keys.example.com/scim/v2/help","patch":{"supported":true},\
                        "bulk":{"supported":true,"maxOperations":1000,"maxPayloadSize":1048576},\
                        "filter":{"supported":true,"maxResults":1000},"changePassword":{"supported":false},\
                        "sort":{"supported":true},"etag":{"supported":true},\
                        "pagination":{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":100,\
                        "maxPageSize":1000},\
                        "authenticationSchemes":[{"type":"oauthbearertoken","name":"OAuth Bearer Token",\
                        "description":"A bearer token in the Authorization header",\
                        "specUri":"https://www.rfc-editor.org/info/rfc6750",\
                        "documentationUri":"https://keys.example.com/scim/v2/help","primary":true}],\
                        "meta":{"resourceType":"ServiceProviderConfig",\
                        "location":"https://keys.example.com/scim/v2/ServiceProviderConfig"}}\
                        """);
    }

    @Test
    void knowsUsersAndGroups() {
        assertThat(Discovery.resourceTypes(TYPES, BASE))
                .extracting(ScimJson::text)
                .containsExactly(
                        """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"User","name":"User",\
                        "endpoint":"/Users","description":"User Account: a person whose host key is kept",\
                        "schema":"urn:ietf:params:scim:schemas:core:2.0:User",\
                        "schemaExtensions":[{"schema":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",\
                        "required":false}],"meta":{"resourceType":"ResourceType",\
                        "location":"https://keys.example.com/scim/v2/ResourceTypes/User"}}\
                        """,
                        """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],"id":"Group","name":"Group",\
                        "endpoint":"/Groups","description":"Users, and groups of users","schema":"urn:ietf:params:scim:schemas:core:2.0:Group",\
                        "schemaExtensions":[],"meta":{"resourceType":"ResourceType",\
                        "location":"https://keys.example.com/scim/v2/ResourceTypes/Group"}}\
                        """);
    }

    @Test
    void describesTheAttributesOfRfc7643() {
        List<ObjectNode> schemas = Discovery.schemas(TYPES, BASE);

        assertThat(schemas)
                .extracting(schema -> schema.path("id").asText())
                .containsExactly(Urn.USER, Urn.ENTERPRISE_USER, Urn.GROUP);
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
        assertThat(schemas.get(2).path("attributes").valueStream().map(DiscoveryTest::name))
                .containsExactly("displayName", "members");
        assertThat(schemas.get(2).at("/attributes/1/subAttributes").valueStream())
                .extracting(DiscoveryTest::name)
                .containsExactly("value", "$ref", "type", "display");
    }

    @Test
    void isUnderstoodByAClientLibrary() throws Exception {
        ServiceProviderConfigResource config =
                JsonUtils.nodeToValue(
                        Discovery.serviceProviderConfig(BASE), ServiceProviderConfigResource.class);
        SchemaResource user =
                JsonUtils.nodeToValue(
                        Discovery.schemas(TYPES, BASE).getFirst(), SchemaResource.class);

        assertThat(config.getPatch().isSupported()).isTrue();
        assertThat(user.getAttributes()).hasSize(21);
    }

    /// UnboundID refuses any member here that it does not know; 5.0.0 knows `pagination` (RFC
    /// 9865), of which it wants both `cursor` and `index`. So nothing else may be added.
    @Test
    void mayHavePaginationForTheClientLibrary() {
        ObjectNode config = Discovery.serviceProviderConfig(BASE);
        config.putObject("pagination").put("cursor", true).put("index", true);

        assertThatCode(() -> JsonUtils.nodeToValue(config, ServiceProviderConfigResource.class))
                .doesNotThrowAnyException();
    }

    /// RFC 7643 section 7 names them; Entra reads them by these names.
    @Test
    void writesCharacteristicsInCamelCaseAndNoNulls() {
        Set<String> names = new TreeSet<>();
        for (ObjectNode schema : Discovery.schemas(TYPES, BASE)) {
            assertThat(schema.findValues("attributes")).isNotEmpty();
            assertThat(ScimJson.text(schema)).doesNotContain("null");
            schema.path("attributes").forEach(attribute -> collectNames(attribute, names));
        }

        assertThat(names)
                .containsExactly(
                        "canonicalValues",
                        "caseExact",
                        "description",
                        "multiValued",
                        "mutability",
                        "name",
                        "referenceTypes",
                        "required",
                        "returned",
                        "subAttributes",
                        "type",
                        "uniqueness");
    }

    private static void collectNames(JsonNode attribute, Set<String> names) {
        attribute.fieldNames().forEachRemaining(names::add);
        attribute.path("subAttributes").forEach(sub -> collectNames(sub, names));
    }

    @ParameterizedTest
    @ValueSource(strings = {Urn.USER, "URN:ietf:params:scim:schemas:core:2.0:user"})
    void findsASchemaByItsUriInAnyCase(String urn) {
        assertThat(
                        Discovery.byId(Discovery.schemas(TYPES, BASE), urn)
                                .orElseThrow()
                                .path("meta")
                                .path("location")
                                .asText())
                .isEqualTo(BASE + "/Schemas/" + Urn.USER);
        assertThat(Discovery.byId(Discovery.schemas(TYPES, BASE), "urn:a:b")).isEmpty();
    }

    private static String name(JsonNode attribute) {
        return attribute.path("name").asText();
    }
}
