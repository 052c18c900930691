package dev.hostkeysync.access.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.testing.HttpIssuer;
import java.io.IOException;
import java.time.InstantSource;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveredKeysTest {

    private final HttpIssuer issuer = new HttpIssuer(Ports.free(), InstantSource.system());

    @AfterEach
    void end() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void findsTheKeysOfAnIssuer(String slash) throws IOException {
        assertThat(keysOf(issuer.url() + slash).read())
                .extracting(JsonWebKey::getKeyId)
                .containsExactly("key-1");
    }

    @Test
    void saysWhyThereAreNone() {
        String url = issuer.url();

        issuer.answer(500);
        assertFails(url + "/.well-known/openid-configuration answers 500");
        issuer.answer(200);
        issuer.publish("no JSON");
        assertFails(url + "/.well-known/openid-configuration answers something else than JSON");
        issuer.publish("{\"issuer\":\"https://other.example.com\"}");
        assertFails("its metadata names another issuer than OIDC_ISSUER");
        issuer.publish("{\"issuer\":\"" + url + "\",\"jwks_uri\":\"file:///etc/passwd\"}");
        assertFails("its metadata has no usable jwks_uri");
        issuer.publish("{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + url + "/elsewhere\"}");
        assertFails("what is at its jwks_uri is no key set");
    }

    @Test
    void saysThatNobodyListens() {
        issuer.goAway();

        assertThatThrownBy(() -> keysOf(issuer.url()).read())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        issuer.url() + "/.well-known/openid-configuration cannot be reached");
    }

    private void assertFails(String message) {
        assertThatThrownBy(() -> keysOf(issuer.url()).read())
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static DiscoveredKeys keysOf(String issuer) {
        return new DiscoveredKeys(Metadata.ofOpenId(issuer, "OIDC_ISSUER"));
    }
}
