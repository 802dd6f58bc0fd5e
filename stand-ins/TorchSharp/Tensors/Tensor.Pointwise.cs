using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Aten.Call("abs", this);
        public Tensor abs_() => InPlace("abs_", this);
        public Tensor neg() => Aten.Call("neg", this);
        public Tensor neg_() => InPlace("neg_", this);
        public Tensor sign() => Aten.Call("sign", this);
        public Tensor sign_() => InPlace("sign_", this);
        public Tensor sgn() => Aten.Call("sgn", this);
        public Tensor sgn_() => InPlace("sgn_", this);
        public Tensor exp() => Aten.Call("exp", this);
        public Tensor exp_() => InPlace("exp_", this);
        public Tensor exp2() => Aten.Call("exp2", this);
        public Tensor expm1() => Aten.Call("expm1", this);
        public Tensor expm1_() => InPlace("expm1_", this);
        public Tensor log() => Aten.Call("log", this);
        public Tensor log_() => InPlace("log_", this);
        public Tensor log2() => Aten.Call("log2", this);
        public Tensor log2_() => InPlace("log2_", this);
        public Tensor log10() => Aten.Call("log10", this);
        public Tensor log10_() => InPlace("log10_", this);
        public Tensor log1p() => Aten.Call("log1p", this);
        public Tensor log1p_() => InPlace("log1p_", this);
        public Tensor sqrt() => Aten.Call("sqrt", this);
        public Tensor sqrt_() => InPlace("sqrt_", this);
        public Tensor rsqrt() => Aten.Call("rsqrt", this);
        public Tensor rsqrt_() => InPlace("rsqrt_", this);
        public Tensor square() => Aten.Call("square", this);
        public Tensor reciprocal() => Aten.Call("reciprocal", this);
        public Tensor reciprocal_() => InPlace("reciprocal_", this);
        public Tensor sin() => Aten.Call("sin", this);
        public Tensor sin_() => InPlace("sin_", this);
        public Tensor cos() => Aten.Call("cos", this);
        public Tensor cos_() => InPlace("cos_", this);
        public Tensor tan() => Aten.Call("tan", this);
        public Tensor tan_() => InPlace("tan_", this);
        public Tensor asin() => Aten.Call("asin", this);
        public Tensor asin_() => InPlace("asin_", this);
        public Tensor acos() => Aten.Call("acos", this);
        public Tensor acos_() => InPlace("acos_", this);
        public Tensor atan() => Aten.Call("atan", this);
        public Tensor atan_() => InPlace("atan_", this);
        public Tensor sinh() => Aten.Call("sinh", this);
        public Tensor sinh_() => InPlace("sinh_", this);
        public Tensor cosh() => Aten.Call("cosh", this);
        public Tensor cosh_() => InPlace("cosh_", this);
        public Tensor tanh() => Aten.Call("tanh", this);
        public Tensor tanh_() => InPlace("tanh_", this);
        public Tensor erf() => Aten.Call("erf", this);
        public Tensor erf_() => InPlace("erf_", this);
        public Tensor erfc() => Aten.Call("erfc", this);
        public Tensor erfc_() => InPlace("erfc_", this);
        public Tensor erfinv() => Aten.Call("erfinv", this);
        public Tensor erfinv_() => InPlace("erfinv_", this);
        public Tensor sigmoid() => Aten.Call("sigmoid", this);
        public Tensor sigmoid_() => InPlace("sigmoid_", this);
        public Tensor relu() => Aten.Call("relu", this);
        public Tensor relu_() => InPlace("relu_", this);
        public Tensor floor() => Aten.Call("floor", this);
        public Tensor floor_() => InPlace("floor_", this);
        public Tensor ceil() => Aten.Call("ceil", this);
        public Tensor ceil_() => InPlace("ceil_", this);
        public Tensor trunc() => Aten.Call("trunc", this);
        public Tensor trunc_() => InPlace("trunc_", this);
        public Tensor frac() => Aten.Call("frac", this);
        public Tensor frac_() => InPlace("frac_", this);
        public Tensor silu() => Aten.Call("silu", this);
        public Tensor silu_() => InPlace("silu_", this);
        public Tensor selu() => Aten.Call("selu", this);
        public Tensor selu_() => InPlace("selu_", this);
        public Tensor lgamma() => Aten.Call("lgamma", this);
        public Tensor lgamma_() => InPlace("lgamma_", this);
        public Tensor digamma() => Aten.Call("digamma", this);
        public Tensor digamma_() => InPlace("digamma_", this);
        public Tensor hardsigmoid() => Aten.Call("hardsigmoid", this);
        public Tensor hardsigmoid_() => InPlace("hardsigmoid_", this);
        public Tensor hardswish() => Aten.Call("hardswish", this);
        public Tensor hardswish_() => InPlace("hardswish_", this);
        public Tensor relu6() => Aten.Call("relu6", this);
        public Tensor relu6_() => InPlace("relu6_", this);
        public Tensor round(long decimals = 0) => Aten.Call("round.decimals", this, decimals);
        public Tensor round_(long decimals = 0) => InPlace("round_.decimals", this, decimals);
        public Tensor atan2(Tensor other) => Aten.Call("atan2", this, other);
        public Tensor hypot(Tensor other) => Aten.Call("hypot", this, other);
        public Tensor logit(double? eps = null) => Aten.Call("logit", this, eps);
        public Tensor logaddexp(Tensor other) => Aten.Call("logaddexp", this, other);

        public Tensor leaky_relu(Scalar negative_slope) => Aten.Call("leaky_relu", this, negative_slope);
        public Tensor leaky_relu_(Scalar negative_slope) => InPlace("leaky_relu_", this, negative_slope);
        public Tensor elu(double alpha = 1) => Aten.Call("elu", this, alpha);
        public Tensor gelu() => Aten.Call("gelu", this);
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Call("softplus", this, beta, threshold);
        public Tensor log_sigmoid() => Aten.Call("log_sigmoid", this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Call("softmax.int", this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.Call("log_softmax.int", this, dim, dtype);

        public Tensor clamp(Scalar min = null, Scalar max = null) => Aten.Call("clamp", this, min, max);
        public Tensor clamp(Tensor min = null, Tensor max = null) => Aten.Call("clamp.Tensor", this, min, max);
        public Tensor clamp_(Scalar min = null, Scalar max = null) => InPlace("clamp_", this, min, max);
        public Tensor clamp_(Tensor min = null, Tensor max = null) => InPlace("clamp_.Tensor", this, min, max);
        public Tensor clamp_min(Scalar min) => Aten.Call("clamp_min", this, min);
        public Tensor clamp_min_(Scalar min) => InPlace("clamp_min_", this, min);
        public Tensor clamp_max(Scalar max) => Aten.Call("clamp_max", this, max);
        public Tensor clamp_max_(Scalar max) => InPlace("clamp_max_", this, max);
        public Tensor maximum(Tensor other) => Aten.Call("maximum", this, other);
        public Tensor minimum(Tensor other) => Aten.Call("minimum", this, other);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Aten.Call("nan_to_num", this, nan, posinf, neginf);
    }
}
