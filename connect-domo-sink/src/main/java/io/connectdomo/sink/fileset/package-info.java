/** Records as files of FileSets, one each. */
package io.connectdomo.sink.fileset;
