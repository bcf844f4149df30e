import org.jspecify.annotations.NullMarked;

@NullMarked
@SuppressWarnings("module") // its name ends in the version of the signature, and means it
module kinora.sigv4 {
    requires static transitive org.jspecify;

    exports kinora.sigv4;
}
