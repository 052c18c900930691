/// Completes the API's description at build time with what many endpoints share: refusals, scopes,
/// parameters and samples. It knows annotations, scopes and the document, no feature and nothing
/// that runs.
@NullMarked
package dev.hostkeysync.openapi;

import org.jspecify.annotations.NullMarked;
