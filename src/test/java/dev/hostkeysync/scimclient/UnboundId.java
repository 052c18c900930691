package dev.hostkeysync.scimclient;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.ErrorResponse;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.PhoneNumber;
import com.unboundid.scim2.common.types.UserResource;
import dev.hostkeysync.journey.SharedService;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;

/// UnboundID's client, which sends every unset attribute as null.
final class UnboundId {

    static final String USERS = "Users";
    static final String GROUPS = "Groups";

    private UnboundId() {}

    static ScimService service() {
        return service(SharedService.scimToken());
    }

    static ScimService service(String token) {
        return new ScimService(
                new JerseyClientBuilder()
                        .withConfig(
                                new ClientConfig()
                                        // The JDK's older client knows no PATCH.
                                        .connectorProvider(new JavaNetHttpConnectorProvider())
                                        .register(new Bearer(token)))
                        .build()
                        .target(base()));
    }

    static String base() {
        return SharedService.url() + "/scim/v2";
    }

    static String newUserName() {
        return UUID.randomUUID() + "@example.com";
    }

    /// A user with something of every kind.
    static UserResource user(String userName) {
        UserResource user = new UserResource();
        user.setUserName(userName);
        user.setExternalId("00u-" + userName);
        user.setName(
                new Name()
                        .setFormatted("Zoë \"Z\" O'Neil")
                        .setGivenName("Zoë")
                        .setFamilyName("O'Neil"));
        user.setDisplayName("Zoë O'Neil");
        user.setNickName("Z");
        user.setProfileUrl(URI.create("https://example.com/~zoe?a=b&c=d"));
        user.setTitle("Tour\\Guide");
        user.setLocale("nl-NL");
        user.setTimezone("Europe/Amsterdam");
        user.setActive(true);
        user.setEmails(
                new Email().setValue(userName).setType("work").setPrimary(true),
                new Email().setValue("home-" + userName).setType("home"));
        user.setPhoneNumbers(new PhoneNumber().setValue("+31 20 555 0100").setType("mobile"));
        user.setExtension(
                new EnterpriseUserExtension()
                        .setEmployeeNumber("701984")
                        .setDepartment("R&D")
                        .setCostCenter("4130"));
        return user;
    }

    /// What the service refused, as `409 uniqueness detail`, with a dash for no `scimType`.
    static String refusal(ThrowingCallable request) {
        ScimException refused =
                Objects.requireNonNull(
                        Assertions.catchThrowableOfType(ScimException.class, request),
                        "it was not refused");
        ErrorResponse error = refused.getScimError();
        return "%d %s %s"
                .formatted(
                        error.getStatus(),
                        Objects.requireNonNullElse(error.getScimType(), "-"),
                        error.getDetail());
    }

    record Bearer(String token) implements ClientRequestFilter {

        @Override
        public void filter(ClientRequestContext request) {
            request.getHeaders().putSingle("Authorization", "Bearer " + token);
        }
    }
}
