package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {

    private static final String USER =
            """
            {'schemas':['s'],'id':'1','userName':'zoe','name':{'givenName':'Z','familyName':'Q'},\
            'emails':[{'type':'work','value':'w'},{'value':'h'}],\
            'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'R','manager':{'value':'M','$ref':'r'}},\
            'meta':{'version':'1'}}\
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    userName                        | {'schemas':['s'],'id':'1','userName':'zoe'}
                    USERNAME, userName ,shoeSize    | {'schemas':['s'],'id':'1','userName':'zoe'}
                    id                              | {'schemas':['s'],'id':'1'}
                    name.familyName                 | {'schemas':['s'],'id':'1','name':{'familyName':'Q'}}
                    name.familyName,name            | {'schemas':['s'],'id':'1','name':{'givenName':'Z','familyName':'Q'}}
                    name.middleName                 | {'schemas':['s'],'id':'1'}
                    emails.value                    | {'schemas':['s'],'id':'1','emails':[{'value':'w'},{'value':'h'}]}
                    urn:ietf:params:scim:schemas:core:2.0:User:userName | {'schemas':['s'],'id':'1','userName':'zoe'}
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value | {'schemas':['s'],'id':'1','urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'manager':{'value':'M'}}}
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {'schemas':['s'],'id':'1','urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'R','manager':{'value':'M','$ref':'r'}}}
                    meta.version                    | {'schemas':['s'],'id':'1','meta':{'version':'1'}}
                    """)
    void showsWhatIsAskedFor(String attributes, String shown) {
        assertThat(project(Optional.of(attributes), Optional.empty())).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    schemas,id,meta,emails,name,urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | {'schemas':['s'],'id':'1','userName':'zoe'}
                    name.givenName,emails,meta,urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager,shoeSize | {'schemas':['s'],'id':'1','userName':'zoe','name':{'familyName':'Q'},'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'R'}}
                    """)
    void leavesOutWhatIsNotWanted(String excluded, String shown) {
        assertThat(project(Optional.empty(), Optional.of(excluded))).isEqualTo(shown);
    }

    @Test
    void prefersWhatIsAskedForWhereBothAreGiven() {
        assertThat(project(Optional.of("userName"), Optional.of("userName")))
                .isEqualTo("{'schemas':['s'],'id':'1','userName':'zoe'}");
    }

    @Test
    void isNothingWhenNobodyAsks() {
        assertThat(Projection.of(ResourceType.USER, Optional.empty(), Optional.empty())).isEmpty();
        assertThat(Projection.of(ResourceType.USER, Optional.of(" "), Optional.empty())).isEmpty();
    }

    private static String project(Optional<String> attributes, Optional<String> excluded) {
        return Json.text(
                Projection.of(ResourceType.USER, attributes, excluded)
                        .orElseThrow()
                        .apply(Json.object(USER)));
    }
}
