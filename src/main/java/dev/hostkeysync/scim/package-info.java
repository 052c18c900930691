/// SCIM 2.0 service provider (RFC 7643, RFC 7644): its wire form, its filters, its PATCH. It
/// refuses to know what a host key is and what becomes of a user after the commit.
@NullMarked
package dev.hostkeysync.scim;

import org.jspecify.annotations.NullMarked;
