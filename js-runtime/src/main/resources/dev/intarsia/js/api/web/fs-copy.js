// What Node's binding does for fs.cpSync.
(function (exports, require) {
  'use strict';
  const fs = require('node:fs');
  const path = require('node:path');
  const { coded } = require('web:errors');
  const { constants } = require('web:file-flags');
  const refuse = (code, message) => { throw coded(Error, code, message); };
  const kindOf = (stats) => stats.mode & constants.S_IFMT;

  exports.cpSyncCheckPaths = function (src, dest, dereference, recursive) {
    const stat = dereference ? fs.statSync : fs.lstatSync;
    const from = stat(src);
    const to = stat(dest, { throwIfNoEntry: false });
    const isFolder = from.isDirectory();
    if (to !== undefined) {
      if (from.ino === to.ino && from.dev === to.dev) refuse('ERR_FS_CP_EINVAL', `Src and dest cannot be the same ${dest}`);
      if (isFolder && !to.isDirectory()) refuse('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory ${dest} with directory ${src}`);
      if (!isFolder && to.isDirectory()) refuse('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory ${dest} with non-directory ${src}`);
    }
    if (isFolder && !recursive) refuse('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${src}`);
    if (isFolder && `${path.resolve(dest)}/`.startsWith(`${path.resolve(src)}/`)) {
      refuse('ERR_FS_CP_EINVAL', `Cannot copy ${src} to a subdirectory of self ${dest}`);
    }
    if (kindOf(from) === constants.S_IFSOCK) refuse('ERR_FS_CP_SOCKET', `Cannot copy a socket file: ${dest}`);
    if (kindOf(from) === constants.S_IFIFO) refuse('ERR_FS_CP_FIFO_PIPE', `Cannot copy a FIFO pipe: ${dest}`);
    if (!isFolder && !from.isFile() && !from.isSymbolicLink() && !from.isCharacterDevice() && !from.isBlockDevice()) {
      refuse('ERR_FS_CP_UNKNOWN', `Cannot copy an unknown file type: ${dest}`);
    }
    fs.mkdirSync(path.dirname(path.resolve(`${dest}`)), { recursive: true });
  };

  exports.cpSyncOverrideFile = function (src, dest, mode, preserve) {
    fs.unlinkSync(dest);
    fs.copyFileSync(src, dest, mode);
    if (preserve) keepTimes(src, dest);
  };

  function keepTimes(src, dest) {
    const { atime, mtime } = fs.statSync(src);
    fs.utimesSync(dest, atime, mtime);
  }

  function copyLink(from, to, verbatim) {
    const target = fs.readlinkSync(from);
    if (fs.existsSync(to)) fs.unlinkSync(to);
    fs.symlinkSync(verbatim ? target : path.resolve(path.dirname(from), target), to);
  }

  exports.cpSyncCopyDir = function copy(src, dest, force, dereference, errorOnExist, verbatim, preserve) {
    fs.mkdirSync(dest, { recursive: true });
    for (const { name } of fs.readdirSync(src, { withFileTypes: true })) {
      const [from, to] = [path.join(src, name), path.join(dest, name)];
      const found = (dereference ? fs.statSync : fs.lstatSync)(from);
      if (found.isDirectory()) copy(from, to, force, dereference, errorOnExist, verbatim, preserve);
      else if (found.isSymbolicLink()) copyLink(from, to, verbatim);
      else if (!fs.existsSync(to) || force) {
        fs.copyFileSync(from, to);
        if (preserve) keepTimes(from, to);
      } else if (errorOnExist) refuse('ERR_FS_CP_EEXIST', `[ERR_FS_CP_EEXIST]: Target already exists: cp returned EEXIST (${to} already exists) ${to}`);
    }
  };
});
