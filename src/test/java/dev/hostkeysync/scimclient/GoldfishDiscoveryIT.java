package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import de.captaingoldfish.scim.sdk.client.resources.MetaConfiguration;
import de.captaingoldfish.scim.sdk.client.resources.ResourceType;
import de.captaingoldfish.scim.sdk.common.constants.enums.Mutability;
import de.captaingoldfish.scim.sdk.common.constants.enums.Uniqueness;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.schemas.Schema;
import org.junit.jupiter.api.Test;

/// Captain Goldfish's client reads what the service says of itself.
class GoldfishDiscoveryIT {

    @Test
    void readsWhatTheServiceCan() {
        try (Goldfish scim = new Goldfish()) {
            ServiceProvider config = scim.client().loadServiceProviderConfiguration();

            assertThat(config.getPatchConfig().isSupported()).isTrue();
            assertThat(config.getBulkConfig().isSupported()).isTrue();
            assertThat(config.getBulkConfig().getMaxOperations()).isEqualTo(1000);
            assertThat(config.getBulkConfig().getMaxPayloadSize()).isEqualTo(1_048_576);
            assertThat(config.getFilterConfig().isSupported()).isTrue();
            assertThat(config.getFilterConfig().getMaxResults()).isEqualTo(1000);
            assertThat(config.getSortConfig().isSupported()).isTrue();
            assertThat(config.getETagConfig().isSupported()).isTrue();
            assertThat(config.getChangePasswordConfig().isSupported()).isFalse();
        }
    }

    @Test
    void readsResourceTypesAndSchemas() {
        try (Goldfish scim = new Goldfish()) {
            MetaConfiguration meta =
                    Goldfish.resource(scim.client().loadMetaConfiguration().sendRequest());

            assertThat(meta.getResourceTypes())
                    .extracting(ResourceType::getName)
                    .containsExactly("User", "Group");
            assertThat(meta.getResourceTypes())
                    .extracting(ResourceType::getEndpoint)
                    .containsExactly("/Users", "/Groups");
            Schema user =
                    meta.getSchemas().stream()
                            .filter(schema ->
                                    schema.getNonNullId()
                                            .equals("urn:ietf:params:scim:schemas:core:2.0:User"))
                            .findFirst()
                            .orElseThrow();
            assertThat(user.getSchemaAttribute("userName").getUniqueness())
                    .isEqualTo(Uniqueness.SERVER);
            assertThat(user.getSchemaAttribute("userName").isRequired()).isTrue();
            assertThat(user.getSchemaAttribute("groups").getMutability())
                    .isEqualTo(Mutability.READ_ONLY);
            assertThat(user.getSchemaAttribute("emails.value").isCaseExact()).isFalse();
        }
    }
}
