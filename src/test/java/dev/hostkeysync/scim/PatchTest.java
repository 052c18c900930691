package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Patched.patched;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchTest {

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
}
