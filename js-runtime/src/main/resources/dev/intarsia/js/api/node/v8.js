(function (exports, require, module, native) {
  'use strict';
  const { Buffer } = require('node:buffer');
  const { notAvailable } = require('web:errors');
  exports.getHeapStatistics = () => {
    const [total, used, free] = native('process').memory();
    return { total_heap_size: total, total_heap_size_executable: 0, total_physical_size: total, total_available_size: free,
      used_heap_size: used, heap_size_limit: used + free, malloced_memory: 0, peak_malloced_memory: 0, does_zap_garbage: 0,
      number_of_native_contexts: 1, number_of_detached_contexts: 0, total_global_handles_size: 0,
      used_global_handles_size: 0, external_memory: 0 };
  };
  exports.setFlagsFromString = () => {};
  exports.cachedDataVersionTag = () => 0;
  exports.getHeapSpaceStatistics = () => [];
  for (const name of ['serialize', 'deserialize', 'getHeapSnapshot', 'writeHeapSnapshot', 'Serializer', 'Deserializer',
    'DefaultSerializer', 'DefaultDeserializer']) {
    exports[name] = { [name]: function () {
      throw notAvailable(`node:v8.${name}`, 'this engine is not V8; structuredClone copies values');
    } }[name];
  }
  void Buffer;
});
