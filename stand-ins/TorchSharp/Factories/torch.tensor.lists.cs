using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(
        IList<bool> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<bool>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<bool>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<byte> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<byte>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<byte>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<sbyte> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<sbyte>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<sbyte>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<short> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<short>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<short>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<int> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<int>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<int>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<long> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<long>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<long>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<float> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<float>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<float>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<double> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<double>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<Half> rawArray, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        FromSpan<Half>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    public static Tensor tensor(
        IList<Half> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        FromSpan<Half>(rawArray.ToArray(), dimensions, dtype, device, requires_grad, names);
}
