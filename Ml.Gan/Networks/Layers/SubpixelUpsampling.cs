using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// The transposed convolution with kernel 4, stride 2 and padding 1, computed through ordinary convolutions, which
/// libtorch's CPU kernels do many times faster. Forward: each output pixel sees 2×2 of the 4×4 weights, so one 2×2
/// convolution gives the four sub-pixel phases. Backward: the input's gradient is the mirrored strided convolution,
/// and the weight's gradient is that convolution's weight gradient. Not differentiable twice.
/// </summary>
/// <remarks>Arguments: input (N, I, H, W) and weight (I, O, 4, 4); result (N, O, 2H, 2W).</remarks>
internal sealed class SubpixelUpsampling : autograd.SingleTensorFunction<SubpixelUpsampling>
{
    /// <inheritdoc/>
    public override string Name => nameof(SubpixelUpsampling);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (input, weight) = ((Tensor)vars[0], (Tensor)vars[1]);
        ctx.save_for_backward([input, weight]);
        using var scope = NewDisposeScope();
        var phases = nn.functional.conv2d(input, PhaseKernels(weight), padding: [1, 1]);
        return Interleave(phases, weight.shape[1], input.shape[2], input.shape[3]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        using var scope = NewDisposeScope();
        using var recording = enable_grad();
        var weight = saved[1].detach().requires_grad_();
        var inputGradient = nn.functional.conv2d(grad_output.detach(), weight, strides: [2, 2], padding: [1, 1]);
        var weightGradient = autograd.grad([inputGradient], [weight], [saved[0].detach()])[0];
        return [inputGradient.detach().MoveToOuterDisposeScope(), weightGradient.MoveToOuterDisposeScope()];
    }

    /// <summary>
    /// (I, O, 4, 4) to (4·O, I, 2, 2). Along one axis, output 2i takes weights 3 and 1 over inputs i-1 and i, and
    /// output 2i+1 takes weights 2 and 0 over inputs i and i+1.
    /// </summary>
    private static Tensor PhaseKernels(Tensor weight)
    {
        var (inputs, outputs) = (weight.shape[0], weight.shape[1]);
        return weight.reshape(inputs, outputs, 2, 2, 2, 2).flip(2, 3, 4, 5)
            .permute(1, 3, 5, 0, 2, 4).reshape(outputs * 4, inputs, 2, 2);
    }

    /// <summary>(N, 4·O, H+1, W+1) to (N, O, 2H, 2W): phase (a, b) fills rows 2i+a and columns 2j+b.</summary>
    private static Tensor Interleave(Tensor phases, long outputs, long height, long width)
    {
        long count = phases.shape[0];
        var split = phases.view(count, outputs, 2, 2, height + 1, width + 1);
        var result = torch.empty([count, outputs, height, 2, width, 2], dtype: phases.dtype, device: phases.device);
        for (long a = 0; a < 2; a++)
        for (long b = 0; b < 2; b++)
        {
            var phase = split.select(3, b).select(2, a).narrow(2, a, height).narrow(3, b, width);
            result.select(5, b).select(3, a).copy_(phase);
        }
        return result.view(count, outputs, 2 * height, 2 * width);
    }
}
