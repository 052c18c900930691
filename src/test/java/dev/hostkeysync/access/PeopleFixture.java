package dev.hostkeysync.access;

/// Whom a sign-in makes a caller, for tests of others: members of `ops` are operators.
public final class PeopleFixture {

    private PeopleFixture() {}

    public static People people() {
        return new People(AccessFixture.OIDC);
    }
}
