package io.connectdomo.emulator;

/** What a path within a FileSet looks like: relative, with slashes, without empty or dotted segments (filesets.md's examples). */
final class FileSetPath {
    private static final int MAX_CHARS = 1024;

    private FileSetPath() {}

    static String fileName(String fileName) {
        if (fileName == null || fileName.isEmpty()) {
            throw DomoError.badRequest("The field 'file' needs a filename");
        }
        if (fileName.indexOf('/') >= 0 || fileName.indexOf('\\') >= 0) {
            throw DomoError.badRequest("A filename has no slash: the directory goes into 'directoryPath'");
        }
        requireSegment(fileName);
        return fileName;
    }

    static String of(String directory, String fileName) {
        if (directory == null) {
            throw DomoError.badRequest("'directoryPath' is required, an empty one for no directory");
        }
        if (directory.isEmpty()) {
            return fileName;
        }
        for (String segment : directory.split("/", -1)) {
            requireSegment(segment);
        }
        String path = directory + '/' + fileName;
        if (path.length() > MAX_CHARS) {
            throw DomoError.badRequest("The path is longer than " + MAX_CHARS + " characters");
        }
        return path;
    }

    private static void requireSegment(String segment) {
        boolean control = segment.chars().anyMatch(Character::isISOControl);
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || control) {
            throw DomoError.badRequest(
                    "A path is relative, without empty or dotted segments and without control characters");
        }
    }
}
