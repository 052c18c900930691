package dev.hostkeysync.graphsim;

/// What the simulated tenant is like.
///
/// @param pageSize users on a page of the delta query
public record GraphOptions(String tenant, String client, String clientSecret, int pageSize) {

    public static GraphOptions standard() {
        return new GraphOptions(
                "84bd8158-6d4d-4958-8b9f-9d6445542f95",
                "1b5c6fdb-2bfa-4b9c-a5a4-9b6c1d9a2b11",
                "client-secret-of-the-simulator",
                /* pageSize */ 3);
    }
}
