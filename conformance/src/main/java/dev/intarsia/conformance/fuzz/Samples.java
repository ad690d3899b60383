package dev.intarsia.conformance.fuzz;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that together have every tag which may cross a process border, short ones and long ones. */
final class Samples {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String LONG = "long ünïcödé text ".repeat(40);
  private static final String HEX = "0123456789abcdef".repeat(80);

  private Samples() {}

  static List<JsonNode> all() {
    return Stream.of(
            "{'type':'number','f64':'400921fb54442d18'}",
            "{'type':'number','f64':'NaN'}",
            "{'type':'boolean','value':true}",
            "{'type':'boolean','value':false}",
            "{'type':'null'}",
            "{'type':'undefined'}",
            "{'type':'date','f64':'426d1a94a2000000'}",
            "{'type':'bigint','value':'-5'}",
            "{'type':'bigint','value':'123456789012345678901234567890'}",
            "{'type':'bigint','value':'" + "9".repeat(1500) + "'}",
            "{'type':'string','value':'short'}",
            "{'type':'string','value':'" + LONG + "'}",
            "{'type':'symbol','key':'k'}",
            "{'type':'symbol','key':'" + LONG + "'}",
            "{'type':'json','text':'{\\\"a\\\":[1,2,{\\\"b\\\":null}]}'}",
            "{'type':'json','text':'[" + "[1.5e3,true],".repeat(60) + "[]]'}",
            "{'type':'error','name':'TypeError','message':'" + LONG + "','cause':{'type':'string','value':'x'}}",
            "{'type':'numericArray','f64':['3ff0000000000000','NaN']}",
            "{'type':'envelope','header':{'type':'string','value':'h'},'body':{'type':'ArrayBuffer','hex':'" + HEX
                + "'}}",
            "{'type':'envelope','header':{'type':'json','text':'[1]'},'body':{'type':'ArrayBuffer','hex':''}}",
            "{'type':'envelope','header':{'type':'string','value':'" + LONG
                + "'},'body':{'type':'ArrayBuffer','hex':'00'}}",
            "{'type':'envelope','header':{'type':'string','value':'h'},'body':{'type':'external','text':'[\\\"c\\\",1]'}}",
            "{'type':'envelope','header':{'type':'string','value':'" + LONG
                + "'},'body':{'type':'external','text':'[\\\"c\\\",1]'}}",
            "{'type':'external','text':'[\\\"codec\\\",{\\\"n\\\":1}]'}",
            "{'type':'processSharedBuffer','words':[3,64,64,0,64,1,1,0]}",
            binary("Uint8Array"),
            binary("Buffer"),
            binary("ArrayBuffer"),
            binary("DataView"),
            binary("Int32Array"),
            binary("Float64Array"),
            binary("BigInt64Array"),
            binary("BigUint64Array"),
            "{'type':'Float64Array','hex':'0102030405060708'}")
        .map(text -> MAPPER.readTree(text.replace('\'', '"')))
        .toList();
  }

  private static String binary(String type) {
    return "{'type':'" + type + "','hex':'" + HEX + "'}";
  }
}
