package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import com.unboundid.scim2.common.types.AttributeDefinition.Returned;
import com.unboundid.scim2.common.types.AttributeDefinition.Uniqueness;
import com.unboundid.scim2.common.types.AuthenticationScheme;
import com.unboundid.scim2.common.types.PaginationConfig;
import com.unboundid.scim2.common.types.ResourceTypeResource;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import org.junit.jupiter.api.Test;

/// UnboundID's client reads what the service says of itself.
class UnboundIdDiscoveryIT {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final ScimService scim = UnboundId.service();

    @Test
    void readsWhatTheServiceCan() throws ScimException {
        ServiceProviderConfigResource config = scim.getServiceProviderConfig();

        assertThat(config.getPatch().isSupported()).isTrue();
        assertThat(config.getBulk().isSupported()).isTrue();
        assertThat(config.getBulk().getMaxOperations()).isEqualTo(1000);
        assertThat(config.getBulk().getMaxPayloadSize()).isEqualTo(1_048_576);
        assertThat(config.getFilter().isSupported()).isTrue();
        assertThat(config.getFilter().getMaxResults()).isEqualTo(1000);
        assertThat(config.getChangePassword().isSupported()).isFalse();
        assertThat(config.getSort().isSupported()).isTrue();
        assertThat(config.getEtag().isSupported()).isTrue();
        assertThat(config.getAuthenticationSchemes())
                .extracting(AuthenticationScheme::getType)
                .containsExactly("oauthbearertoken");
    }

    @Test
    void readsHowTheServicePages() throws ScimException {
        PaginationConfig pagination = scim.getServiceProviderConfig().getPagination();

        assertThat(pagination.supportsCursorPagination()).isTrue();
        assertThat(pagination.supportsIndexPagination()).isTrue();
        assertThat(pagination.getDefaultPaginationMethod()).isEqualTo("index");
        assertThat(pagination.getDefaultPageSize()).isEqualTo(100);
        assertThat(pagination.getMaxPageSize()).isEqualTo(1000);
        assertThat(pagination.getCursorTimeout()).isNull();
    }

    @Test
    void readsTheResourceTypes() throws ScimException {
        assertThat(scim.getResourceTypes().getResources())
                .extracting(ResourceTypeResource::getName)
                .containsExactly("User", "Group");

        ResourceTypeResource user = scim.getResourceType("User");
        assertThat(user.getEndpoint()).hasToString("/Users");
        assertThat(user.getSchema()).hasToString(USER);
        assertThat(user.getSchemaExtensions())
                .extracting(extension -> extension.getSchema() + " " + extension.isRequired())
                .containsExactly(ENTERPRISE + " false");
    }

    @Test
    void readsTheSchemas() throws ScimException {
        assertThat(scim.getSchemas().getResources())
                .extracting(SchemaResource::getId)
                .containsExactlyInAnyOrder(USER, ENTERPRISE, GROUP);

        SchemaResource schema = scim.getSchema(USER);
        AttributeDefinition userName = attribute(schema, "userName");
        assertThat(userName.isRequired()).isTrue();
        assertThat(userName.isCaseExact()).isFalse();
        assertThat(userName.getUniqueness()).isEqualTo(Uniqueness.SERVER);
        assertThat(userName.getMutability()).isEqualTo(Mutability.READ_WRITE);
        assertThat(attribute(schema, "password").getReturned()).isEqualTo(Returned.NEVER);
        assertThat(attribute(schema, "password").getMutability()).isEqualTo(Mutability.WRITE_ONLY);
        assertThat(attribute(schema, "groups").getMutability()).isEqualTo(Mutability.READ_ONLY);
        assertThat(attribute(schema, "emails").isMultiValued()).isTrue();
        assertThat(attribute(schema, "emails").getSubAttributes())
                .extracting(AttributeDefinition::getName)
                .containsExactly("value", "display", "type", "primary");
    }

    private static AttributeDefinition attribute(SchemaResource schema, String name) {
        return schema.getAttributes().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
