package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Patched.patched;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchExtensionTest {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'Add','path':'%s:department','value':'R&D'}",
                "{'op':'Add','path':'%s','value':{'Department':'R&D'}}",
                "{'op':'replace','value':{'%s:department':'R&D'}}",
                "{'op':'replace','value':{'%s':{'department':'R&D'}}}",
                "{'op':'Replace','path':'department','value':'R&D'}"
            })
    void isNamedInEveryWayThatClientsWriteIt(String operation) {
        assertThat(
                        patched(
                                "{'%s':{'division':'D'}}".formatted(ENTERPRISE),
                                operation.formatted(ENTERPRISE)))
                .isEqualTo("{'%s':{'division':'D','department':'R&D'}}".formatted(ENTERPRISE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'remove','path':'%s:department'}",
                "{'op':'remove','path':'%s'}",
                "{'op':'replace','value':{'%s':{'department':null}}}"
            })
    void isGoneWithItsLastAttribute(String operation) {
        assertThat(
                        patched(
                                "{'%s':{'department':'R&D'}}".formatted(ENTERPRISE),
                                operation.formatted(ENTERPRISE)))
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'Add','path':'%s:manager','value':'M2'}",
                "{'op':'Replace','path':'%s:manager','value':{'value':'M2'}}",
                "{'op':'replace','path':'manager','value':[{'value':'M2','displayName':'x'}]}",
                "{'op':'replace','path':'%s:manager.value','value':'M2'}",
                "{'op':'replace','value':{'%s:manager':'M2'}}"
            })
    void takesTheManagerAsEntraSendsIt(String operation) {
        assertThat(
                        patched(
                                "{'%s':{'manager':{'value':'M1'}}}".formatted(ENTERPRISE),
                                operation.formatted(ENTERPRISE)))
                .isEqualTo("{'%s':{'manager':{'value':'M2'}}}".formatted(ENTERPRISE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'Replace','path':'%s:manager','value':''}",
                "{'op':'Remove','path':'%s:manager'}",
                "{'op':'Replace','path':'%s:manager','value':null}"
            })
    void losesTheManagerAsEntraRemovesIt(String operation) {
        assertThat(
                        patched(
                                "{'%s':{'manager':{'value':'M1','$ref':'/Users/M1'}}}"
                                        .formatted(ENTERPRISE),
                                operation.formatted(ENTERPRISE)))
                .isEqualTo("{}");
    }

    @Test
    void ofAnotherManagerKeepsNothingOfTheOld() {
        assertThat(
                        patched(
                                "{'%s':{'manager':{'value':'M1','$ref':'/Users/M1'}}}"
                                        .formatted(ENTERPRISE),
                                "{'op':'replace','path':'%s:manager','value':{'value':'M2'}}"
                                        .formatted(ENTERPRISE)))
                .isEqualTo("{'%s':{'manager':{'value':'M2'}}}".formatted(ENTERPRISE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'op':'add','path':'urn:acme:1.0:User:badge','value':'7'}         | {'urn:acme:1.0:User':{'badge':'7'}}
                    {'op':'add','value':{'urn:acme:1.0:User:badge':'7'}}              | {'urn:acme:1.0:User':{'badge':'7'}}
                    {'op':'add','value':{'urn:acme:1.0:User':{'badge':'7'}}}          | {'urn:acme:1.0:User':{'badge':'7'}}
                    {'op':'add','path':'urn:acme:1.0:User','value':{'badge':'7'}}     | {'urn:acme:1.0:User':{'badge':'7'}}
                    """)
    void thatNoSchemaDescribesIsKept(String operation, String result) {
        assertThat(patched("{}", operation)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'op':'replace','path':'URN:acme:1.0:User:BADGE','value':'8'}     | {'urn:acme:1.0:User':{'badge':'8','keys':[1]}}
                    {'op':'replace','path':'urn:acme:1.0:User','value':{'badge':'8'}} | {'urn:acme:1.0:User':{'badge':'8','keys':[1]}}
                    {'op':'add','path':'urn:acme:1.0:User:keys','value':[1,2]}        | {'urn:acme:1.0:User':{'badge':'7','keys':[1,2]}}
                    {'op':'remove','path':'urn:acme:1.0:User:keys'}                   | {'urn:acme:1.0:User':{'badge':'7'}}
                    {'op':'remove','path':'urn:acme:1.0:User'}                        | {}
                    """)
    void thatNoSchemaDescribesIsChanged(String operation, String result) {
        assertThat(patched("{'urn:acme:1.0:User':{'badge':'7','keys':[1]}}", operation))
                .isEqualTo(result);
    }
}
