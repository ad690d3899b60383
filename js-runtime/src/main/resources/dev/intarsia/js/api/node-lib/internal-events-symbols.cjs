(function (exports, $link, module) {"use strict";const $lib=$link("web:node-lib");const{Symbol}=$lib.primordials;const kFirstEventParam=Symbol("kFirstEventParam");module.exports={kFirstEventParam};
})
