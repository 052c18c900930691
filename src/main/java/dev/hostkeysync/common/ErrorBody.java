package dev.hostkeysync.common;

/// How a part of the URL space writes its errors. Exception mappers are global; a feature whose
/// protocol has an error form of its own brings one of these as a bean instead of a mapper.
public interface ErrorBody {

    /// @param path of the request, beginning with a slash
    boolean covers(String path);

    /// The `Content-Type` of [#write].
    String mediaType();

    byte[] write(Problem problem);
}
