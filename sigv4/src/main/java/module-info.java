import org.jspecify.annotations.NullMarked;

@NullMarked
module kinora.sigv4 {
    requires static transitive org.jspecify;

    exports kinora.sigv4;
}
