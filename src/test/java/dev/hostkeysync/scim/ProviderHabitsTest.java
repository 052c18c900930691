package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The bodies of Okta and Entra, whole, with everything in them that is not ours to store.
class ProviderHabitsTest {

    private final Provider provider = new Provider();

    @Test
    void toleratesWhatOktaSendsWithAUser() {
        ScimAnswer created =
                provider.post(
                        """
                        {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'test.user@okta.local',
                         'name':{'givenName':'Test','familyName':'User','middleName':''},
                         'emails':[{'primary':true,'value':'test.user@okta.local','type':'work','display':'x'}],
                         'displayName':'Test User','locale':'en-US','externalId':'00ujl29u0le5T6Aj10h7','groups':[],
                         'password':'1mz050nq','active':true}\
                        """);
        String id = body(created).path("id").asText();
        ScimAnswer replaced =
                provider.put(
                        id,
                        """
                        {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'id':'%s','userName':'test.user@okta.local',
                         'name':{'givenName':'Another','familyName':'User','middleName':''},
                         'emails':[{'primary':true,'value':'test.user@okta.local','type':'work','display':'x'}],
                         'active':true,'groups':[],'meta':{'resourceType':'User'}}\
                        """
                                .formatted(id));
        ScimAnswer deactivated = provider.patch(id, "{'op':'replace','value':{'active':false}}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(body(created).has("password")).isFalse();
        assertThat(body(created).has("groups")).isFalse();
        assertThat(member(replaced, "name"))
                .isEqualTo("{'givenName':'Another','familyName':'User','middleName':''}");
        assertThat(member(deactivated, "active")).isEqualTo("false");
    }

    @Test
    void toleratesWhatEntraSendsWithAUser() {
        ScimAnswer created =
                provider.post(
                        """
                        {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User',
                                    'urn:ietf:params:scim:schemas:extension:enterprise:2.0User'],
                         'externalId':'0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef','userName':'Test_User_ab6490ee',
                         'active':'True','displayName':null,'meta':{'resourceType':'User'},'roles':[],
                         'name':{'formatted':'givenName familyName','familyName':null}}\
                        """);
        ScimAnswer disabled =
                provider.patch(
                        body(created).path("id").asText(),
                        "{'op':'Replace','path':'active','value':'False'}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(member(created, "name")).isEqualTo("{'formatted':'givenName familyName'}");
        assertThat(member(disabled, "active")).isEqualTo("false");
    }
}
