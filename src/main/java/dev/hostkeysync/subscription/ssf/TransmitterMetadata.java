package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Where receivers find what (SSF 1.0 section 7.1).
@Schema(name = "SsfConfiguration")
record TransmitterMetadata(
        @JsonProperty("spec_version") String specVersion,
        @JsonProperty("issuer") String issuer,
        @JsonProperty("jwks_uri") String jwksUri,
        @JsonProperty("delivery_methods_supported") List<String> deliveryMethodsSupported,
        @JsonProperty("configuration_endpoint") String configurationEndpoint,
        @JsonProperty("status_endpoint") String statusEndpoint,
        @JsonProperty("add_subject_endpoint") String addSubjectEndpoint,
        @JsonProperty("remove_subject_endpoint") String removeSubjectEndpoint,
        @JsonProperty("verification_endpoint") String verificationEndpoint,
        @JsonProperty("authorization_schemes") List<Scheme> authorizationSchemes,
        @JsonProperty("default_subjects") String defaultSubjects) {

    @Schema(name = "SsfAuthorizationScheme")
    record Scheme(@JsonProperty("spec_urn") String specUrn) {}

    static TransmitterMetadata of(Issuer issuer) {
        return new TransmitterMetadata(
                "1_0",
                issuer.name(),
                issuer.address(Issuer.JWKS),
                List.of(DeliveryWish.PUSH, DeliveryWish.POLL),
                issuer.address(Issuer.STREAMS),
                issuer.address(Issuer.STATUS),
                issuer.address(Issuer.ADD_SUBJECT),
                issuer.address(Issuer.REMOVE_SUBJECT),
                issuer.address(Issuer.VERIFICATION),
                // OAuth, as the interoperability profile wants it, and any other bearer token.
                List.of(new Scheme("urn:ietf:rfc:6749"), new Scheme("urn:ietf:rfc:6750")),
                "ALL");
    }
}
