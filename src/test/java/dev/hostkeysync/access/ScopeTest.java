package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {

    @ParameterizedTest
    @EnumSource(Scope.class)
    void isReadBackFromItsWireName(Scope scope) {
        assertThat(Scope.parse(scope.wireName())).contains(scope);
    }

    @Test
    void keepsItsWireNames() {
        assertThat(Scope.values())
                .extracting(Scope::wireName)
                .containsExactly(
                        "scim",
                        "hostkey.read",
                        "hostkey.read.in-doubt",
                        "hostkey.rotate",
                        "operator",
                        "meeting.write",
                        "meeting.start-url",
                        "videosdk.sign",
                        "ssf.read",
                        "ssf.manage");
        assertThat(Scope.parse("SCIM")).isEmpty();
    }
}
