package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final String EMAILS =
            "[{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}]";

    @Nested
    class ASingleValue {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {'op':'add','path':'title','value':'CEO'}                   | {'title':'CEO'}
                        {'op':'replace','path':'title','value':'CEO'}               | {'title':'CEO'}
                        {'op':'REPLACE','path':'TITLE','value':'CEO'}               | {'title':'CEO'}
                        {'OP':'Add','Path':'title','Value':'CEO'}                   | {'title':'CEO'}
                        {'op':'add','value':{'title':'CEO'}}                        | {'title':'CEO'}
                        {'op':'replace','value':[{'schemas':['x'],'title':'CEO'}]}  | {'title':'CEO'}
                        {'op':'replace','path':'title','value':['CEO']}             | {'title':'CEO'}
                        {'op':'replace','path':'urn:ietf:params:scim:schemas:core:2.0:User:title','value':'CEO'} | {'title':'CEO'}
                        {'op':'Replace','path':'active','value':'False'}            | {'active':false}
                        {'op':'replace','value':{'active':false}}                   | {'active':false}
                        {'op':'replace','path':null,'value':{'active':'true'}}      | {'active':true}
                        {'op':'replace','path':'name','value':{'givenName':'Z'}}    | {'name':{'givenName':'Z'}}
                        {'op':'add','path':'name.givenName','value':'Z'}            | {'name':{'givenName':'Z'}}
                        {'op':'add','value':{'name.givenName':'Z','name.familyName':'Q'}} | {'name':{'givenName':'Z','familyName':'Q'}}
                        {'op':'replace','path':'password','value':'topsecret'}      | {}
                        {'op':'replace','value':{'password':'topsecret'}}           | {}
                        {'op':'replace','value':{'id':'1','meta':{},'groups':[],'schemas':[],'shoeSize':42}} | {}
                        {'op':'add','path':'schemas','value':['urn:a:b']}           | {}
                        {'op':'remove','path':'title'}                              | {}
                        {'op':'replace','path':'title','value':null}                | {}
                        """)
        void isSetInEveryWayThatClientsWriteIt(String operation, String result) {
            assertThat(patched("{}", operation)).isEqualTo(result);
        }

        @Test
        void isRemoved() {
            assertThat(patched("{'title':'CEO','nickName':'Z'}", "{'op':'Remove','path':'title'}"))
                    .isEqualTo("{'nickName':'Z'}");
            assertThat(
                            patched(
                                    "{'title':'CEO','nickName':'Z'}",
                                    "{'op':'replace','value':{'title':null}}"))
                    .isEqualTo("{'nickName':'Z'}");
        }

        @Test
        void withPartsKeepsThoseThatAreNotNamed() {
            assertThat(
                            patched(
                                    "{'name':{'givenName':'A','familyName':'B','middleName':'C'}}",
                                    "{'op':'replace','path':'name','value':{'givenName':'Z','middleName':null}}"))
                    .isEqualTo("{'name':{'givenName':'Z','familyName':'B'}}");
        }

        @Test
        void withPartsIsGoneWithItsLastPart() {
            assertThat(
                            patched(
                                    "{'name':{'givenName':'A'}}",
                                    "{'op':'remove','path':'name.givenName'}"))
                    .isEqualTo("{}");
        }
    }

    @Nested
    class AnExtension {

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

    @Nested
    class ManyValues {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {'op':'add','path':'emails','value':[{'value':'o@x'}]}                 | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'},{'value':'o@x'}]
                        {'op':'add','path':'emails','value':{'value':'o@x'}}                   | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'},{'value':'o@x'}]
                        {'op':'add','value':{'emails':[{'value':'o@x'}]}}                      | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'},{'value':'o@x'}]
                        {'op':'add','path':'emails','value':[{'type':'home','value':'H@x'}]}   | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'H@x'}]
                        {'op':'add','path':'emails','value':[{'value':'o@x','primary':true}]}  | [{'type':'work','value':'w@x','primary':false},{'type':'home','value':'h@x'},{'value':'o@x','primary':true}]
                        {'op':'replace','path':'emails','value':[{'value':'o@x'}]}             | [{'value':'o@x'}]
                        {'op':'replace','value':{'emails':[{'value':'o@x'}]}}                  | [{'value':'o@x'}]
                        {'op':'remove','path':'emails','value':[{'value':'W@x'}]}              | [{'type':'home','value':'h@x'}]
                        {'op':'remove','path':'emails','value':[{'value':'w@x','type':'home'}]} | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'remove','path':'emails','value':['w@x']}                        | [{'type':'home','value':'h@x'}]
                        {'op':'add','path':'emails','value':[]}                                | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'replace','path':'emails.display','value':'D'}                   | [{'type':'work','value':'w@x','primary':true,'display':'D'},{'type':'home','value':'h@x','display':'D'}]
                        """)
        void areChangedTogether(String operation, String result) {
            assertThat(patched("{'emails':%s}".formatted(EMAILS), operation))
                    .isEqualTo("{'emails':%s}".formatted(result));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'op':'remove','path':'emails'}",
                    "{'op':'replace','path':'emails','value':[]}",
                    "{'op':'replace','path':'emails','value':null}",
                    "{'op':'remove','path':'emails[type pr]'}",
                    "{'op':'remove','path':'emails.value'}"
                })
        void areAllRemoved(String operation) {
            assertThat(patched("{'emails':%s}".formatted(EMAILS), operation)).isEqualTo("{}");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {'op':'Replace','path':'emails[type eq "work"].value','value':'n@x'}           | [{'type':'work','value':'n@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'Add','path':'Emails[Type eq "WORK"].Value','value':'n@x'}               | [{'type':'work','value':'n@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'replace','value':{'emails[type eq "work"].value':'n@x'}}                | [{'type':'work','value':'n@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'replace','path':'emails[primary eq "True"].value','value':'n@x'}        | [{'type':'work','value':'n@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'replace','path':'emails[type eq "home"].primary','value':'True'}        | [{'type':'work','value':'w@x','primary':false},{'type':'home','value':'h@x','primary':true}]
                        {'op':'replace','path':'emails[type eq "home"]','value':{'value':'n@x'}}       | [{'type':'work','value':'w@x','primary':true},{'value':'n@x'}]
                        {'op':'add','path':'emails[type eq "home"]','value':{'display':'D'}}           | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x','display':'D'}]
                        {'op':'remove','path':'emails[type eq "home"]'}                                | [{'type':'work','value':'w@x','primary':true}]
                        {'op':'remove','path':'emails[type eq "work" and value eq "h@x"]'}             | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'remove','path':'emails[not (type eq "work")]'}                          | [{'type':'work','value':'w@x','primary':true}]
                        {'op':'remove','path':'emails[type eq "work"].value'}                          | [{'type':'home','value':'h@x'}]
                        {'op':'remove','path':'emails[type eq "work"].primary'}                        | [{'type':'work','value':'w@x'},{'type':'home','value':'h@x'}]
                        {'op':'remove','path':'emails[type eq "other"]'}                               | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'remove','path':'emails[type eq "other"].value'}                         | [{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}]
                        {'op':'replace','path':'emails[type eq "work"].value','value':null}            | [{'type':'home','value':'h@x'}]
                        """)
        void areSelectedByAFilter(String operation, String result) {
            assertThat(patched("{'emails':%s}".formatted(EMAILS), operation.replace("\"", "\\\"")))
                    .isEqualTo("{'emails':%s}".formatted(result));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {'op':'Add','path':'emails[type eq "work"].value','value':'n@x'}               | {'emails':[{'type':'work','value':'n@x'}]}
                        {'op':'Replace','path':'emails[type eq "work"].value','value':'n@x'}           | {'emails':[{'type':'work','value':'n@x'}]}
                        {'op':'add','value':{'emails[type eq "work"].value':'n@x'}}                    | {'emails':[{'type':'work','value':'n@x'}]}
                        {'op':'Add','path':'roles[primary eq "True"].value','value':'admin'}           | {'roles':[{'primary':true,'value':'admin'}]}
                        {'op':'Add','path':'emails[type eq "work" and primary eq true].value','value':'n@x'} | {'emails':[{'type':'work','primary':true,'value':'n@x'}]}
                        {'op':'add','path':'emails[type eq "work"]','value':{'value':'n@x'}}           | {'emails':[{'type':'work','value':'n@x'}]}
                        """)
        void areCreatedFromAFilterThatMatchesNothing(String operation, String result) {
            assertThat(patched("{}", operation.replace("\"", "\\\""))).isEqualTo(result);
        }

        @Test
        void growTogetherWhenTheyHaveTheSameFilter() {
            String result =
                    patched(
                            "{}",
                            """
                            {'op':'Add','path':'addresses[type eq \\"work\\"].streetAddress','value':'1 Way'},
                            {'op':'Add','path':'addresses[type eq \\"work\\"].country','value':'NZ'},
                            {'op':'Add','path':'addresses[type eq \\"other\\"].Formatted','value':'all'}\
                            """);

            assertThat(result)
                    .isEqualTo(
                            """
                            {'addresses':[{'type':'work','streetAddress':'1 Way','country':'NZ'},\
                            {'type':'other','formatted':'all'}]}\
                            """);
        }
    }

    @Nested
    class Refusal {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {'op':'move','path':'title','value':'x'}             | 400 invalidSyntax 'op' must be add, replace or remove
                        {'path':'title','value':'x'}                         | 400 invalidSyntax 'op' must be add, replace or remove
                        {'op':42,'path':'title','value':'x'}                 | 400 invalidSyntax 'op' must be add, replace or remove
                        'replace'                                            | 400 invalidSyntax an operation must be an object
                        {'op':'add','OP':'remove','path':'title'}            | 400 invalidSyntax 'op' is given twice
                        {'op':'remove'}                                      | 400 noTarget remove needs a path
                        {'op':'add','path':'title'}                          | 400 invalidValue add and replace need a value
                        {'op':'replace','path':'title'}                      | 400 invalidValue add and replace need a value
                        {'op':'replace','value':'x'}                         | 400 invalidValue without a path, 'value' must be an object of attributes
                        {'op':'replace','value':[{},{}]}                     | 400 invalidValue without a path, 'value' must be an object of attributes
                        {'op':'replace','path':42,'value':'x'}               | 400 invalidPath 'path' must be a string
                        {'op':'replace','path':'','value':'x'}               | 400 invalidPath '' is not a path
                        {'op':'replace','path':'a b','value':'x'}            | 400 invalidPath 'a b' is not a path
                        {'op':'replace','path':'emails[','value':'x'}        | 400 invalidPath 'emails[' is not a path
                        {'op':'replace','path':'emails[type pr]value','value':'x'} | 400 invalidPath 'emails[type pr]value' is not a path
                        {'op':'replace','path':'emails[type pr].a.b','value':'x'} | 400 invalidPath 'emails[type pr].a.b' is not a path
                        {'op':'replace','path':'emails.value[type pr]','value':'x'} | 400 invalidPath 'emails.value[type pr]' is not a path
                        {'op':'replace','path':'emails[type].value','value':'x'} | 400 invalidFilter one of eq ne co sw ew gt ge lt le pr expected at character 5 of the filter
                        {'op':'replace','path':'emails[colour pr].value','value':'x'} | 400 invalidFilter there is no attribute 'colour' here
                        {'op':'replace','path':'shoeSize','value':42}        | 400 invalidPath there is no attribute 'shoeSize'
                        {'op':'replace','path':'name.shoeSize','value':42}   | 400 invalidPath there is no attribute 'name.shoeSize'
                        {'op':'replace','path':'emails[type pr].shoeSize','value':42} | 400 invalidPath there is no attribute 'emails[type pr].shoeSize'
                        {'op':'replace','path':'name[givenName pr]','value':{}} | 400 invalidPath 'name' has one value only, a filter means nothing on it
                        {'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:shoeSize','value':42} | 400 invalidPath there is no attribute 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:shoeSize'
                        {'op':'replace','path':'id','value':'x'}             | 400 mutability 'id' is read-only
                        {'op':'remove','path':'meta'}                        | 400 mutability 'meta' is read-only
                        {'op':'add','path':'groups','value':[{'value':'x'}]} | 400 mutability 'groups' is read-only
                        {'op':'replace','path':'active','value':'maybe'}     | 400 invalidValue 'active' must be true or false
                        {'op':'replace','path':'title','value':42}           | 400 invalidValue 'title' must be a string
                        {'op':'add','path':'emails','value':'x'}             | 400 invalidValue 'emails' must be an array
                        {'op':'add','value':{'emails':'x'}}                  | 400 invalidValue 'emails' must be an array
                        {'op':'add','path':'name','value':'x'}               | 400 invalidValue 'name' must be an object
                        {'op':'replace','path':'emails[type eq true]','value':{'value':'x'}} | 400 noTarget no value of 'emails' matches the filter
                        {'op':'add','path':'emails[type co true].value','value':'x'} | 400 noTarget no value of 'emails' matches the filter
                        """)
        void saysWhatIsWrong(String operation, String refusal) {
            assertThat(Refusals.line(Refusals.of(() -> patched("{'userName':'x'}", operation))))
                    .isEqualTo(refusal);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {}                                           | a PATCH needs an array 'Operations' with at least one operation
                        {'Operations':[]}                            | a PATCH needs an array 'Operations' with at least one operation
                        {'Operations':{}}                            | a PATCH needs an array 'Operations' with at least one operation
                        {'userName':'x','active':true}               | a PATCH needs an array 'Operations' with at least one operation
                        """)
        void refusesABodyWithoutOperations(String body, String detail) {
            assertThat(Refusals.line(Refusals.of(() -> Patch.read(Json.object(body)))))
                    .isEqualTo("400 invalidSyntax " + detail);
        }

        @Test
        void refusesABodyThatSaysItIsAUser() {
            assertThat(
                            Refusals.line(
                                    Refusals.of(() ->
                                            Patch.read(
                                                    Json.object(
                                                            "{'schemas':['%s'],'userName':'x'}"
                                                                    .formatted(Urn.USER))))))
                    .isEqualTo("400 invalidValue 'schemas' must contain " + Urn.PATCH_OP);
        }

        @Test
        void refusesMoreThanAThousandOperations() {
            String operation = "{'op':'replace','path':'title','value':'x'}";
            String operations = (operation + ",").repeat(1000) + operation;

            assertThat(Refusals.line(Refusals.of(() -> patched("{}", operations))))
                    .isEqualTo("413 - a PATCH may have at most 1000 operations");
        }
    }

    @Test
    void readsTheEnvelopeInAnyCaseAndOrderAndWithNulls() {
        Patch patch =
                Patch.read(
                        Json.object(
                                """
                                {'operations':[{'op':'Replace','path':'title','value':'x'}],'id':null,'externalId':null,
                                 'meta':null,'Schemas':['URN:ietf:params:scim:api:messages:2.0:PatchOp']}\
                                """));

        assertThat(patch.operations()).hasSize(1);
    }

    @Test
    void makesItsOperationsOneAfterTheOther() {
        assertThat(
                        patched(
                                "{'title':'a'}",
                                """
                                {'op':'remove','path':'title'},{'op':'add','path':'title','value':'b'},
                                {'op':'replace','value':{'nickName':'c'}}\
                                """))
                .isEqualTo("{'title':'b','nickName':'c'}");
    }

    private static String patched(String document, String operations) {
        ObjectNode changed = Json.object(document);
        Patch.read(Json.object("{'Operations':[" + operations + "]}"))
                .applyTo(ResourceType.USER, changed);
        return Json.text(changed);
    }
}
