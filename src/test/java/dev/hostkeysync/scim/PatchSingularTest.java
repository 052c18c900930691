package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Patched.patched;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchSingularTest {

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
        assertThat(patched("{'name':{'givenName':'A'}}", "{'op':'remove','path':'name.givenName'}"))
                .isEqualTo("{}");
    }
}
