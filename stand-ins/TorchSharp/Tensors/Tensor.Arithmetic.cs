using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.Call("add.Tensor", this, target);
        public Tensor add(Tensor target, Scalar alpha) => Aten.Call("add.Tensor", this, target, alpha);
        public Tensor add(Scalar scalar) => Aten.Call("add.Scalar", this, scalar);
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.Call("add.Scalar", this, scalar, alpha);
        public Tensor add_(Tensor target) => InPlace("add_.Tensor", this, target);
        public Tensor add_(Tensor target, Scalar alpha) => InPlace("add_.Tensor", this, target, alpha);
        public Tensor add_(Scalar scalar) => InPlace("add_.Scalar", this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace("add_.Scalar", this, scalar, alpha);

        public Tensor sub(Tensor target) => Aten.Call("sub.Tensor", this, target);
        public Tensor sub(Scalar target) => Aten.Call("sub.Scalar", this, target);
        public Tensor sub_(Tensor target) => InPlace("sub_.Tensor", this, target);
        public Tensor sub_(Scalar target) => InPlace("sub_.Scalar", this, target);

        public Tensor mul(Tensor target) => Aten.Call("mul.Tensor", this, target);
        public Tensor mul(Scalar target) => Aten.Call("mul.Scalar", this, target);
        public Tensor mul_(Tensor target) => InPlace("mul_.Tensor", this, target);
        public Tensor mul_(Scalar target) => InPlace("mul_.Scalar", this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div.Tensor_mode", this, target, Mode(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.Call("div.Scalar_mode", this, target, Mode(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace("div_.Tensor_mode", this, target, Mode(rounding_mode));
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace("div_.Scalar_mode", this, target, Mode(rounding_mode));

        static Arg Mode(RoundingMode mode) => mode == RoundingMode.None ? Arg.None : mode.ToString();

        public Tensor floor_divide(Tensor other) => Aten.Call("floor_divide", this, other);
        public Tensor floor_divide(Scalar other) => Aten.Call("floor_divide.Scalar", this, other);
        public Tensor remainder(Tensor target) => Aten.Call("remainder.Tensor", this, target);
        public Tensor remainder(Scalar scalar) => Aten.Call("remainder.Scalar", this, scalar);
        public Tensor fmod(Tensor target) => Aten.Call("fmod.Tensor", this, target);
        public Tensor fmod(Scalar scalar) => Aten.Call("fmod.Scalar", this, scalar);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Call("addcmul", this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            InPlace("addcmul_", this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.Call("addcdiv", this, tensor1, tensor2);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Call("addcdiv", this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => InPlace("addcdiv_", this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            InPlace("addcdiv_", this, tensor1, tensor2, value);

        public Tensor lerp(Tensor end, Tensor weight) => Aten.Call("lerp.Tensor", this, end, weight);
        public Tensor lerp_(Tensor end, Tensor weight) => InPlace("lerp_.Tensor", this, end, weight);

        public Tensor pow(Tensor exponent) => Aten.Call("pow.Tensor_Tensor", this, exponent);
        public Tensor pow(Scalar exponent) => Aten.Call("pow.Tensor_Scalar", this, exponent);
        public Tensor pow_(Tensor exponent) => InPlace("pow_.Tensor", this, exponent);
        public Tensor pow_(Scalar exponent) => InPlace("pow_.Scalar", this, exponent);

        Tensor InPlace(string name, params ReadOnlySpan<Arg> args)
        {
            Aten.Do(name, args);
            return this;
        }
    }
}
