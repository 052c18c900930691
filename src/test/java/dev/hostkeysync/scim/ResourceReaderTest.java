package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceReaderTest {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @Test
    void keepsEveryValueAsItWasSent() {
        String sent =
                """
                {'externalId':'701984','userName':'BJensen@Example.com','name':{'formatted':'Ms. Barbara J Jensen, III'},\
                'phoneNumbers':[{'value':' +1 (555) 555-5555;ext=1','type':'Work'}],'x509Certificates':[{'value':'MIID'}],\
                'title':'','active':false}\
                """;

        assertThat(read(sent)).isEqualTo(sent);
    }

    @Test
    void writesKnownNamesInTheSchemasCase() {
        assertThat(
                        read(
                                """
                                {'USERNAME':'x','Name':{'FAMILYNAME':'y'},'emails':[{'VALUE':'v','Type':'work'}],\
                                '%s':{'DEPARTMENT':'d','Manager':{'Value':'m'}}}\
                                """
                                        .formatted(
                                                "URN:ietf:params:scim:schemas:extension:enterprise:2.0:USER")))
                .isEqualTo(
                        """
                        {'userName':'x','name':{'familyName':'y'},'emails':[{'value':'v','type':'work'}],\
                        '%s':{'department':'d','manager':{'value':'m'}}}\
                        """
                                .formatted(ENTERPRISE));
    }

    @Test
    void leavesOutWhatIsOursToSayAndWhatNobodyMayKnow() {
        assertThat(
                        read(
                                """
                                {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'id':'mine','userName':'x',
                                 'password':'topsecret','groups':[],'meta':{'version':'9'}}\
                                """))
                .isEqualTo("{'userName':'x'}");
    }

    @Test
    void leavesOutAttributesThatNoSchemaKnows() {
        assertThat(
                        read(
                                """
                                {'userName':'x','shoeSize':42,'name':{'nick':'y','givenName':'z'},
                                 '%s':{'parking':'p1'}}\
                                """
                                        .formatted(ENTERPRISE)))
                .isEqualTo("{'userName':'x','name':{'givenName':'z'}}");
    }

    @Test
    void keepsExtensionsThatNoSchemaDescribes() {
        String sent =
                "{'userName':'x','urn:acme:params:scim:1.0:User':{'badge':[1,2.50,{'a':null}],'Desk':'D'}}";

        assertThat(read(sent)).isEqualTo(sent);
    }

    @Test
    void takesNullAndEmptyForUnset() {
        assertThat(
                        read(
                                """
                                {'schemas':null,'id':null,'userName':'x','name':null,'nickName':null,'emails':[],'roles':null,
                                 'phoneNumbers':[null,{},{'value':null}],'addresses':[{'type':'work','country':null}],
                                 '%s':{'manager':null,'department':null},'urn:a:b':null,'urn:a:c':{'x':null}}\
                                """
                                        .formatted(ENTERPRISE)))
                .isEqualTo("{'userName':'x','addresses':[{'type':'work'}]}");
    }

    @ParameterizedTest
    @CsvSource({"True, true", "true, true", "FALSE, false", "False, false"})
    void readsEntrasBooleans(String sent, String stored) {
        assertThat(read("{'active':'%s'}".formatted(sent)))
                .isEqualTo("{'active':%s}".formatted(stored));
    }

    @Test
    void readsAManagerThatIsABareId() {
        assertThat(read("{'%s':{'manager':'26118915'}}".formatted(ENTERPRISE)))
                .isEqualTo("{'%s':{'manager':{'value':'26118915'}}}".formatted(ENTERPRISE));
        assertThat(read("{'%s':{'manager':''}}".formatted(ENTERPRISE))).isEqualTo("{}");
    }

    @Test
    void leavesTheManagersNameOut() {
        assertThat(read("{'%s':{'manager':{'value':'1','displayName':'x'}}}".formatted(ENTERPRISE)))
                .isEqualTo("{'%s':{'manager':{'value':'1'}}}".formatted(ENTERPRISE));
    }

    @Test
    void readsCoreAttributesUnderTheirUri() {
        assertThat(read("{'urn:ietf:params:scim:schemas:core:2.0:User':{'userName':'x'}}"))
                .isEqualTo("{'userName':'x'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'userName':42}                       | 'userName' must be a string
                    {'userName':['x']}                    | 'userName' must be a string
                    {'active':'maybe'}                    | 'active' must be true or false
                    {'active':1}                          | 'active' must be true or false
                    {'emails':'x'}                        | 'emails' must be an array
                    {'emails':{'value':'x'}}              | 'emails' must be an array
                    {'emails':['x']}                      | 'emails' must be an array of objects
                    {'emails':[{'value':42}]}             | 'emails.value' must be a string
                    {'emails':[{'primary':'yes'}]}        | 'emails.primary' must be true or false
                    {'emails':[{'value':'a','primary':true},{'value':'b','primary':'True'}]} | 'emails' may have only one primary value
                    {'name':[]}                           | 'name' must be an object
                    {'name':'x'}                          | 'name' must be an object
                    {'name':{'givenName':{}}}             | 'name.givenName' must be a string
                    {'schemas':'x'}                       | 'schemas' must be an array
                    {'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group']} | 'schemas' must contain urn:ietf:params:scim:schemas:core:2.0:User
                    {'urn:a:b':42}                        | 'urn:a:b' must be an object
                    {'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':1}} | 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department' must be a string
                    """)
    void namesTheAttributeOfAWrongType(String body, String detail) {
        assertThat(Refusals.line(Refusals.of(() -> read(body))))
                .isEqualTo("400 invalidValue " + detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'userName':'a','username':'b'}       | 'userName' is given twice
                    {'name':{'givenName':'a','GIVENNAME':'b'}} | 'name.givenName' is given twice
                    {'urn:a:b':{'x':1},'URN:A:B':{'x':2}} | 'URN:A:B' is given twice
                    {'schemas':[],'Schemas':[]}           | 'schemas' is given twice
                    """)
    void refusesWhatIsSaidTwice(String body, String detail) {
        assertThat(Refusals.line(Refusals.of(() -> read(body))))
                .isEqualTo("400 invalidSyntax " + detail);
    }

    @Test
    void refusesMoreValuesThanAnybodyHas() {
        String emails = "{'value':'x'},".repeat(1000) + "{'value':'x'}";

        assertThat(Refusals.line(Refusals.of(() -> read("{'emails':[" + emails + "]}"))))
                .isEqualTo("400 invalidValue 'emails' may have at most 1000 values");
    }

    private static String read(String body) {
        return Json.text(ResourceReader.read(ResourceType.USER, Json.object(body)));
    }
}
