using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class linalg
    {
        public static Tensor vector_norm(Tensor input, double ord = 2, long[] dims = null, bool keepdim = false) =>
            Aten.Call("linalg_vector_norm", input, ord, dims, keepdim);

        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[] dims = null, bool keepdim = false) =>
            Aten.Call("linalg_matrix_norm.str_ord", input, ord, dims ?? [-2, -1], keepdim);

        public static Tensor norm(Tensor input, long[] dims = null, bool keepdim = false) =>
            Aten.Call("linalg_norm", input, Arg.None, dims, keepdim);

        public static Tensor svdvals(Tensor input) => Aten.Call("linalg_svdvals", input);

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) =>
            Aten.Call3("linalg_svd", input, fullMatrices);

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') =>
            Aten.Call("linalg_eigvalsh", input, UPLO.ToString());

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') =>
            Aten.Call2("linalg_eigh", input, UPLO.ToString());

        public static Tensor det(Tensor input) => Aten.Call("linalg_det", input);

        public static Tensor inv(Tensor input) => Aten.Call("linalg_inv", input);
    }
}
