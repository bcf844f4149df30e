import org.jspecify.annotations.NullMarked;

@NullMarked
module kinora.producer {
    requires static transitive org.jspecify;
    requires transitive kinora.formats;
    requires transitive kinora.sigv4;

    exports kinora.producer;
}
