// What a model's file (protobuf, onnx.proto) is made of, as far as its inputs' defaults.

import { joined } from "./typed-arrays.js";

const graphField = 7;
const initializerField = 5;
const nameField = 8;

/** A model whose input of a default value is one that has to be given: browsers' ONNX Runtime sets no others. */
export function withRequiredInput(model, name) {
  const isDefault = (field) => field.number === initializerField
    && fields(field.content).some((part) => part.number === nameField && text(part.content) === name);
  return joined(fields(model).flatMap((field) => {
    if (field.number !== graphField) {
      return [field.bytes];
    }
    const kept = fields(field.content).filter((part) => !isDefault(part)).map((part) => part.bytes);
    return [varint(graphField * 8 + 2), varint(kept.reduce((sum, part) => sum + part.length, 0)), ...kept];
  }));
}

/** The fields of a message: their number, their bytes with tag and length, and what those with a length hold. */
function fields(message) {
  const found = [];
  let at = 0;
  while (at < message.length) {
    const start = at;
    const tag = number();
    let content = null;
    switch (tag % 8) {
      case 0: number(); break;
      case 1: at += 8; break;
      case 5: at += 4; break;
      case 2: {
        const length = number();
        content = message.subarray(at, at + length);
        at += length;
        break;
      }
      default: throw new Error("The model is damaged.");
    }
    found.push({ number: Math.floor(tag / 8), bytes: message.subarray(start, at), content });
  }
  return found;

  function number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++];
      value += (byte % 128) * factor;
      if (!(byte >= 128)) {
        return value;
      }
    }
  }
}

function varint(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) {
    bytes.push(value % 128 + 128);
  }
  return Uint8Array.from([...bytes, value]);
}

function text(bytes) {
  return new TextDecoder().decode(bytes);
}
