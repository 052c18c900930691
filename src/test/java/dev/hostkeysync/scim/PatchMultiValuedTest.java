package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Patched.patched;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchMultiValuedTest {

    private static final String EMAILS =
            "[{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}]";

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
