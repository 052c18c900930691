package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

    private static final AllowedHosts ALLOWED =
            AllowedHosts.of(Optional.of("intranet.example.com, 127.0.0.1,::1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com",
                "https://hooks.example.com/a/b?token=x%20y",
                "https://hooks.example.com:443/",
                "https://hooks.example.com:8443/",
                "https://hooks.example.com:65535/",
                "HTTPS://HOOKS.EXAMPLE.COM/",
                "https://192.0.2.1/",
                "https://[2001:db8::1]/",
                "http://intranet.example.com/hook",
                "http://INTRANET.example.com:81/hook",
                "http://127.0.0.1:9999/",
                "http://[::1]:9999/"
            })
    void takes(String url) {
        assertThat(EndpointUrl.fault(url, ALLOWED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', must begin with https://",
        "hooks.example.com, must begin with https://",
        "/hook, must begin with https://",
        "ftp://hooks.example.com/, must begin with https://",
        "file:///etc/passwd, must begin with https://",
        "gopher://hooks.example.com/, must begin with https://",
        "'https://hooks.example.com/a b', is not a URL",
        "'https://hooks.example.com/\r\nx', is not a URL",
        "https://, is not a URL",
        "'https:///x', 'must have a host, and ASCII characters only'",
        "https:hooks.example.com, 'must have a host, and ASCII characters only'",
        "https://under_score.example.com/, 'must have a host, and ASCII characters only'",
        "https://höks.example.com/, 'must have a host, and ASCII characters only'",
        "https://hooks.example.com/ö, 'must have a host, and ASCII characters only'",
        "https://user:pw@hooks.example.com/, must not hold a user name or password",
        "https://public.example.com@intranet.example.com/, must not hold a user name or password",
        "https://hooks.example.com/#part, must not have a fragment",
        "http://hooks.example.com/, must begin with https:// (http is for hosts in SUBSCRIPTION_ALLOWED_HOSTS)",
        "http://127.0.0.2/, must begin with https:// (http is for hosts in SUBSCRIPTION_ALLOWED_HOSTS)",
        "http://x.intranet.example.com/, must begin with https:// (http is for hosts in SUBSCRIPTION_ALLOWED_HOSTS)",
        "https://hooks.example.com:80/, 'must use port 443, or one from 1024 to 65535'",
        "https://hooks.example.com:22/, 'must use port 443, or one from 1024 to 65535'",
        "https://hooks.example.com:0/, 'must use port 443, or one from 1024 to 65535'",
        "https://hooks.example.com:65536/, 'must use port 443, or one from 1024 to 65535'",
    })
    void refuses(String url, String fault) {
        assertThat(EndpointUrl.fault(url, ALLOWED)).contains(fault);
    }

    @Test
    void refusesLongOnes() {
        assertThat(EndpointUrl.fault("https://hooks.example.com/" + "x".repeat(2048), ALLOWED))
                .contains("must have at most 2048 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, hooks.example.com, 443, /",
        "http://intranet.example.com?a=b, intranet.example.com, 80, /?a=b",
        "https://[2001:db8::1]:8443/x%2Fy?z, 2001:db8::1, 8443, /x%2Fy?z"
    })
    void isTakenApart(URI url, String host, int port, String target) {
        assertThat(EndpointUrl.host(url)).isEqualTo(host);
        assertThat(EndpointUrl.port(url)).isEqualTo(port);
        assertThat(EndpointUrl.target(url)).isEqualTo(target);
    }
}
